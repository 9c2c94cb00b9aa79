namespace Cake.Core.Diagnostics;

/// <summary>Takes a message.</summary>
/// <param name="format">A composite format.</param>
/// <param name="args">Its arguments.</param>
public delegate void LogActionEntry(string format, params object?[] args);

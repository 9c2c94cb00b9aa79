namespace Cake.Core.Diagnostics;

/// <summary>Makes a message only where it is shown.</summary>
/// <param name="actionEntry">Takes the message.</param>
public delegate void LogAction(LogActionEntry actionEntry);

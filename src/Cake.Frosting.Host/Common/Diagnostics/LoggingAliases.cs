namespace Cake.Common.Diagnostics;

/// <summary>The log's methods on the context itself.</summary>
public static partial class LoggingAliases;

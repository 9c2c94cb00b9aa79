namespace Refigure.Engines;

/// <summary>Where a server's profiler is told what to do: paths that are posted to.</summary>
/// <param name="Begin">Begins to record.</param>
/// <param name="End">Ends it; the answer comes when all is written.</param>
public sealed record ProfilerPaths(string Begin, string End);

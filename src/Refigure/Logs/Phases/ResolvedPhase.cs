namespace Refigure.Logs.Phases;

/// <summary>A phase's reading and where it lies.</summary>
/// <param name="Reading">What is told.</param>
/// <param name="Place">Where in the log's time it lies; null if that is not known.</param>
/// <param name="IsWhole">Whether its number was printed without decimals: it is right only to the second.</param>
internal sealed record ResolvedPhase(PhaseReading Reading, Interval? Place = null, bool IsWhole = false);

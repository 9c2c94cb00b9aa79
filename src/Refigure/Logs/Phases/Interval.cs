namespace Refigure.Logs.Phases;

/// <summary>A stretch of a log's time, in microseconds of <see cref="Lines.LogClock"/>.</summary>
internal readonly record struct Interval(long Start, long End);

using Refigure.Logs.Phases;

namespace Refigure.Logs.LlamaCpp;

/// <summary>Where a phase begins and ends, in microseconds since the process began.</summary>
internal sealed class LlamaCppPhase(long begin, int line)
{
    public int BeginLine { get; } = line;

    public long Begin { get; } = begin;

    /// <summary>Null if it never ended.</summary>
    public long? End { get; set; }

    public int EndLine { get; set; }

    /// <summary>Its stretch of time; null if it has no end after its beginning.</summary>
    public Interval? Stretch => End is { } end && end >= Begin ? new Interval(Begin, end) : null;
}

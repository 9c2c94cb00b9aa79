using System.Collections.Immutable;

namespace Refigure.Logs.Phases;

/// <summary>A phase's reading and where it lies.</summary>
/// <param name="Reading">What is told.</param>
/// <param name="Place">Where in the log's time it lies; null if that is not known.</param>
/// <param name="IsWhole">Whether its number was printed without decimals: it is right only to the second.</param>
internal sealed record ResolvedPhase(PhaseReading Reading, Interval? Place = null, bool IsWhole = false)
{
    /// <summary>How much the lack of a value has to say: an unread line more than a missing one, that more than none.</summary>
    public int Weight =>
        Reading.Status switch
        {
            PhaseStatus.Unparsed => 2,
            PhaseStatus.Missing => 1,
            _ => 0,
        };

    /// <summary>A phase without a value.</summary>
    public static ResolvedPhase None(PhaseRow row, PhaseStatus status, string note, ImmutableArray<int> lines) =>
        new(new PhaseReading(row.Phase, status, null, row.Unit, lines, note));
}

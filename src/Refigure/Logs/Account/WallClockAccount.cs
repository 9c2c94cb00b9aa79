using System.Collections.Immutable;
using Refigure.Logs.Lines;
using Refigure.Logs.Phases;

namespace Refigure.Logs.Account;

/// <summary>
/// Accounts for the whole time from the first stamp to the last: what exactly one leaf phase covers is attributed, what
/// several cover is overlapping, the rest is unattributed; the three add up to the wall time.
/// </summary>
internal static class WallClockAccount
{
    private const string Unit = "s";

    /// <summary>The readings <c>wall</c>, <c>attributed</c>, <c>overlapping</c> and <c>unattributed</c>.</summary>
    /// <param name="find">A phase by its key.</param>
    /// <param name="version">The engine's version; null if it is not known.</param>
    /// <param name="resolution">The step of the stamps.</param>
    public static ImmutableArray<PhaseReading> Of(
        Func<string, ResolvedPhase> find,
        EngineVersion? version,
        TimestampResolution resolution
    )
    {
        var whole = find("actual_total_time");
        if (whole.Place is not { } wall)
        {
            var reading = whole.Reading;
            return [.. Names.Select(name => reading with { Phase = name })];
        }

        var stretches = new List<Interval>();
        var sources = new List<int>();
        string? placed = null;
        foreach (var way in Leaves.All)
        {
            if (
                !string.Equals(way.Phase, placed, StringComparison.Ordinal)
                && way.IsFor(version)
                && IsTaken(way, find(way.Phase))
                && find(way.Within) is { Place: { } place } within
            )
            {
                Intervals.Subtract(place, Holes(way, find), stretches);
                sources.AddRange(within.Reading.Lines);
                placed = way.Phase;
            }
        }

        var (once, several) = Intervals.Cover(wall, stretches);
        var rest = wall.End - wall.Start - once - several;
        var note = resolution == TimestampResolution.Second ? "the stamps are whole seconds" : null;
        var lines = LineNumbers.Of(sources);
        return
        [
            new PhaseReading(Names[0], PhaseStatus.Read, whole.Reading.Value, Unit, whole.Reading.Lines, note),
            new PhaseReading(Names[1], PhaseStatus.Read, once / 1e6, Unit, lines, note),
            new PhaseReading(Names[2], PhaseStatus.Read, several / 1e6, Unit, lines, note),
            new PhaseReading(Names[3], PhaseStatus.Read, rest / 1e6, Unit, whole.Reading.Lines, note),
        ];
    }

    private static readonly string[] Names = ["wall", "attributed", "overlapping", "unattributed"];

    private static List<Interval> Holes(Leaf way, Func<string, ResolvedPhase> find)
    {
        var holes = new List<Interval>();
        foreach (var phase in way.Without)
        {
            if (find(phase).Place is { } place)
            {
                holes.Add(place);
            }
        }

        return holes;
    }

    private static bool IsTaken(Leaf way, ResolvedPhase phase) =>
        way.When switch
        {
            LeafCondition.IfNotRead => phase.Reading.Value is null,
            LeafCondition.IfDerived => phase.Reading.Status == PhaseStatus.Derived,
            LeafCondition.IfWhole => phase.IsWhole,
            _ => true,
        };
}

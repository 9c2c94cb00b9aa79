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
            return
            [
                .. Names.Select(name => new PhaseReading(
                    name,
                    whole.Reading.Status,
                    null,
                    Unit,
                    [],
                    whole.Reading.Note
                )),
            ];
        }

        var stretches = new List<Interval>();
        var lines = new SortedSet<int>();
        foreach (var leaf in Leaves.All.Where(leaf => leaf.IsFor(version)).GroupBy(leaf => leaf.Phase))
        {
            foreach (var way in leaf)
            {
                if (IsTaken(way, find(way.Phase)) && find(way.Within) is { Place: { } place } within)
                {
                    stretches.AddRange(Intervals.Subtract(place, way.Without.SelectMany(hole => Places(find(hole)))));
                    lines.UnionWith(within.Reading.Lines);
                    break;
                }
            }
        }

        var (once, several) = Intervals.Cover(wall, stretches);
        var rest = wall.End - wall.Start - once - several;
        var note = resolution == TimestampResolution.Second ? "the stamps are whole seconds" : null;
        ImmutableArray<int> from = [.. lines];
        return
        [
            new PhaseReading(Names[0], PhaseStatus.Read, whole.Reading.Value, Unit, whole.Reading.Lines, note),
            new PhaseReading(Names[1], PhaseStatus.Read, once / 1e6, Unit, from, note),
            new PhaseReading(Names[2], PhaseStatus.Read, several / 1e6, Unit, from, note),
            new PhaseReading(Names[3], PhaseStatus.Read, rest / 1e6, Unit, whole.Reading.Lines, note),
        ];
    }

    private static readonly string[] Names = ["wall", "attributed", "overlapping", "unattributed"];

    private static IEnumerable<Interval> Places(ResolvedPhase phase) => phase.Place is { } place ? [place] : [];

    private static bool IsTaken(Leaf way, ResolvedPhase phase) =>
        way.When switch
        {
            LeafCondition.IfNotRead => phase.Reading.Value is null,
            LeafCondition.IfDerived => phase.Reading.Status == PhaseStatus.Derived,
            LeafCondition.IfWhole => phase.IsWhole,
            _ => true,
        };
}

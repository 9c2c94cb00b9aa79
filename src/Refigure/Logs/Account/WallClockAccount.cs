using System.Collections.Immutable;
using Refigure.Logs.Lines;
using Refigure.Logs.Phases;

namespace Refigure.Logs.Account;

/// <summary>
/// Accounts for the whole time from the first moment to the last: what exactly one leaf phase covers is attributed, what
/// several cover is overlapping, the rest is unattributed; the three add up to the wall time. The moments are the first and
/// the last stamp, and the script's marks <c>begin</c> and <c>end</c> where they lie outside.
/// </summary>
internal static class WallClockAccount
{
    private const string Unit = "s";

    /// <summary>
    /// The readings of the rests (<see cref="Leaves.Rests"/>), and <c>wall</c>, <c>attributed</c>, <c>overlapping</c> and
    /// <c>unattributed</c>.
    /// </summary>
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
        if (whole.Place is not { } stamped)
        {
            var reading = whole.Reading;
            return
            [
                .. Leaves.Rests.Select(rest => None(rest.Phase, $"needs {whole.Reading.Phase}")),
                .. Names.Select(name => reading with { Phase = name }),
            ];
        }

        var (wall, ends) = Extend(stamped, whole.Reading.Lines, find);
        var stretches = new List<Interval>();
        var sources = new List<int>();
        Place(stretches, sources, find, version);
        ImmutableArray<PhaseReading> rests =
        [
            .. Leaves.Rests.Select(rest => Rest(rest, stretches, sources, find, version)),
        ];

        var (once, several) = Intervals.Cover(wall, stretches);
        var left = wall.End - wall.Start - once - several;
        var note = resolution == TimestampResolution.Second ? "the stamps are whole seconds" : null;
        var lines = LineNumbers.Of(sources);
        return
        [
            .. rests,
            new PhaseReading(Names[0], PhaseStatus.Read, (wall.End - wall.Start) / 1e6, Unit, ends, note),
            new PhaseReading(Names[1], PhaseStatus.Read, once / 1e6, Unit, lines, note),
            new PhaseReading(Names[2], PhaseStatus.Read, several / 1e6, Unit, lines, note),
            new PhaseReading(Names[3], PhaseStatus.Read, left / 1e6, Unit, ends, note),
        ];
    }

    private static readonly string[] Names = ["wall", "attributed", "overlapping", "unattributed"];

    // A process is at work before it logs, and may be after.
    private static (Interval Wall, ImmutableArray<int> Lines) Extend(
        Interval stamped,
        ImmutableArray<int> lines,
        Func<string, ResolvedPhase> find
    )
    {
        var sources = new List<int>(lines);
        var (start, end) = (stamped.Start, stamped.End);
        if (find("begin_to_first_log") is { Place: { } before } first && before.Start < start)
        {
            start = before.Start;
            sources.AddRange(first.Reading.Lines);
        }

        if (find("ready_to_first_answer") is { Place: { } after } last && after.End > end)
        {
            end = after.End;
            sources.AddRange(last.Reading.Lines);
        }

        return (new Interval(start, end), LineNumbers.Of(sources));
    }

    private static void Place(
        List<Interval> stretches,
        List<int> sources,
        Func<string, ResolvedPhase> find,
        EngineVersion? version
    )
    {
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
    }

    private static PhaseReading Rest(
        Leaf rest,
        List<Interval> stretches,
        List<int> sources,
        Func<string, ResolvedPhase> find,
        EngineVersion? version
    )
    {
        if (!rest.IsFor(version))
        {
            return None(rest.Phase, $"{rest.Within} has no rest in this version");
        }

        if (find(rest.Within) is not { Place: { } place } within)
        {
            return None(rest.Phase, $"needs {rest.Within}");
        }

        var left = new List<Interval>();
        Intervals.Subtract(place, [.. stretches], left);
        var sum = 0L;
        foreach (var stretch in left)
        {
            sum += Math.Max(0, stretch.End - stretch.Start);
        }

        stretches.AddRange(left);
        sources.AddRange(within.Reading.Lines);
        return new PhaseReading(
            rest.Phase,
            PhaseStatus.Read,
            sum / 1e6,
            Unit,
            within.Reading.Lines,
            $"what no other phase covers of {rest.Within}"
        );
    }

    private static PhaseReading None(string phase, string note) =>
        new(phase, PhaseStatus.NotApplicable, null, Unit, [], note);

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

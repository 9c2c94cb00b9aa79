using Refigure.Logs.Phases;

namespace Refigure.Logs.Account;

/// <summary>Arithmetic of stretches of time.</summary>
internal static class Intervals
{
    /// <summary>What is left of a stretch without others, ascending and disjoint.</summary>
    public static List<Interval> Subtract(Interval whole, IEnumerable<Interval> holes)
    {
        var left = new List<Interval>();
        var at = whole.Start;
        foreach (var hole in holes.OrderBy(hole => hole.Start))
        {
            if (hole.Start > at)
            {
                left.Add(new Interval(at, Math.Min(hole.Start, whole.End)));
            }

            at = Math.Max(at, hole.End);
            if (at >= whole.End)
            {
                return left;
            }
        }

        left.Add(new Interval(at, whole.End));
        return left;
    }

    /// <summary>How much of a frame is covered by exactly one stretch, and how much by several.</summary>
    public static (long Once, long Several) Cover(Interval frame, IEnumerable<Interval> stretches)
    {
        var steps = new List<(long At, int Step)>();
        foreach (var stretch in stretches)
        {
            var start = Math.Max(stretch.Start, frame.Start);
            var end = Math.Min(stretch.End, frame.End);
            if (start < end)
            {
                steps.Add((start, 1));
                steps.Add((end, -1));
            }
        }

        steps.Sort();
        var (once, several, depth, last) = (0L, 0L, 0, frame.Start);
        foreach (var (at, step) in steps)
        {
            once += depth == 1 ? at - last : 0;
            several += depth > 1 ? at - last : 0;
            depth += step;
            last = at;
        }

        return (once, several);
    }
}

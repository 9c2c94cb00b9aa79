using Refigure.Logs.Phases;

namespace Refigure.Logs.Account;

/// <summary>Arithmetic of stretches of time.</summary>
internal static class Intervals
{
    /// <summary>Adds what is left of a stretch without others, ascending and disjoint.</summary>
    public static void Subtract(Interval whole, List<Interval> holes, List<Interval> left)
    {
        holes.Sort(static (one, other) => one.Start.CompareTo(other.Start));
        var at = whole.Start;
        foreach (var hole in holes)
        {
            if (hole.Start > at)
            {
                left.Add(new Interval(at, Math.Min(hole.Start, whole.End)));
            }

            at = Math.Max(at, hole.End);
            if (at >= whole.End)
            {
                return;
            }
        }

        left.Add(new Interval(at, whole.End));
    }

    /// <summary>How much of a frame is covered by exactly one stretch, and how much by several.</summary>
    public static (long Once, long Several) Cover(Interval frame, List<Interval> stretches)
    {
        var steps = new List<Edge>();
        foreach (var stretch in stretches)
        {
            var start = Math.Max(stretch.Start, frame.Start);
            var end = Math.Min(stretch.End, frame.End);
            if (start < end)
            {
                steps.Add(new Edge(start, 1));
                steps.Add(new Edge(end, -1));
            }
        }

        steps.Sort(static (one, other) => one.At.CompareTo(other.At));
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

    private readonly record struct Edge(long At, int Step);
}

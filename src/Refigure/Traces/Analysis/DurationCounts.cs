using System.Runtime.InteropServices;

namespace Refigure.Traces.Analysis;

/// <summary>
/// Durations of one kernel: exact statistics from how often each duration occurs, which is a few thousand numbers where there are
/// millions of calls.
/// </summary>
internal sealed class DurationCounts
{
    private readonly Dictionary<long, long> _counts = [];

    public long Calls { get; private set; }

    public long Total { get; private set; }

    public long Least { get; private set; } = long.MaxValue;

    public long Most { get; private set; }

    public void Add(long duration) => Add(duration, 1);

    public void Add(DurationCounts others)
    {
        foreach (var (duration, count) in others._counts)
        {
            Add(duration, count);
        }
    }

    /// <summary>The middle one, or the mean of the middle two.</summary>
    public double Median()
    {
        var durations = _counts.Keys.ToArray();
        Array.Sort(durations);
        return (At(durations, (Calls - 1) / 2) + At(durations, Calls / 2)) / 2.0;
    }

    private long At(long[] durations, long place)
    {
        foreach (var duration in durations)
        {
            place -= _counts[duration];
            if (place < 0)
            {
                return duration;
            }
        }

        return Most;
    }

    private void Add(long duration, long count)
    {
        CollectionsMarshal.GetValueRefOrAddDefault(_counts, duration, out _) += count;
        Calls += count;
        Total += duration * count;
        Least = Math.Min(Least, duration);
        Most = Math.Max(Most, duration);
    }
}

using System.Diagnostics;

namespace Refigure.Load.Measuring;

/// <summary>By how much arrivals may be earlier than they were written down, at most: one bound an arrival. Of one thread.</summary>
internal sealed class ArrivalErrors
{
    private const int Steps = 1000;
    private static readonly double TicksPerStep = Stopwatch.Frequency * 20e-6;

    // By steps of 20 µs; the last one takes all above.
    private readonly long[] _counts = new long[Steps];
    private double _sum;
    private long _most;

    /// <summary>Arrivals so far.</summary>
    public long Count { get; private set; }

    /// <summary>The mean bound in seconds; null of nothing.</summary>
    public double? Mean => Count == 0 ? null : _sum / Count / Stopwatch.Frequency;

    /// <summary>Adds arrivals of the same bound.</summary>
    public void Add(int count, long ticks)
    {
        Count += count;
        _sum += (double)count * ticks;
        _most = Math.Max(_most, count == 0 ? 0 : ticks);
        _counts[(int)Math.Min(Math.Ceiling(ticks / TicksPerStep), Steps - 1)] += count;
    }

    /// <summary>A percentile of the bounds in seconds, rounded up to 20 µs; null of nothing.</summary>
    public double? At(double fraction)
    {
        var wanted = fraction * Count;
        var before = 0L;
        for (var step = 0; step < Steps; step++)
        {
            before += _counts[step];
            if (before >= wanted && before > 0)
            {
                var most = _most / (double)Stopwatch.Frequency;
                return step == Steps - 1 ? most : Math.Min(step * TicksPerStep / Stopwatch.Frequency, most);
            }
        }

        return null;
    }
}

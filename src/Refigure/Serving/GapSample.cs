using System.Runtime.InteropServices;
using Refigure.Statistics;

namespace Refigure.Serving;

/// <summary>
/// Times between tokens, for their percentiles. Up to a million are held as they are; of more those below a second are counted by the
/// microsecond, which is what <c>requests.jsonl</c> resolves.
/// </summary>
/// <param name="expected">How many there will be.</param>
internal sealed class GapSample(long expected)
{
    private const int Most = 1_000_000;
    private const double Micro = 1e6;

    // Ascending once it is asked for. Of a counted sample those that cannot be counted.
    private readonly List<double> _listed = expected <= Most ? new((int)expected) : [];
    private readonly int[]? _counted = expected <= Most ? null : new int[1_000_000];
    private double _sum;
    private bool _isSorted;

    public long Count { get; private set; }

    public double? Mean => Count == 0 ? null : _sum / Count;

    public void Add(double seconds)
    {
        Count++;
        _sum += seconds;
        _isSorted = false;
        if (_counted is not null && Math.Round(seconds * Micro) is >= 0 and var micros && micros < _counted.Length)
        {
            _counted[(int)micros]++;
        }
        else
        {
            _listed.Add(seconds);
        }
    }

    /// <summary>A percentile as <see cref="Percentiles"/> has it; null of nothing.</summary>
    public double? At(double percent)
    {
        if (Count == 0)
        {
            return null;
        }

        if (!_isSorted)
        {
            _listed.Sort();
            _isSorted = true;
        }

        if (_counted is null)
        {
            return Percentiles.Of(CollectionsMarshal.AsSpan(_listed), percent);
        }

        var place = (Count - 1) * (percent / 100);
        var below = (long)Math.Floor(place);
        // Between two of them as between two of any sample.
        return Percentiles.Of([Value(below), Value(Math.Min(below + 1, Count - 1))], (place - below) * 100);
    }

    // The value of a rank: those that are listed are negative, or above all that are counted.
    private double Value(long rank)
    {
        var negative = 0;
        while (negative < _listed.Count && _listed[negative] < 0)
        {
            negative++;
        }

        if (rank < negative)
        {
            return _listed[(int)rank];
        }

        var before = (long)negative;
        for (var micros = 0; micros < _counted!.Length; micros++)
        {
            before += _counted[micros];
            if (rank < before)
            {
                return micros / Micro;
            }
        }

        return _listed[(int)(negative + (rank - before))];
    }
}

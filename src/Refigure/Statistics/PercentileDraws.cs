namespace Refigure.Statistics;

/// <summary>
/// Which of a sample's values are the neighbours of percentiles in each of its resamples. That depends on the sample's size alone,
/// since the size seeds the draws, and not on the values: all latencies of a load share one.
/// </summary>
internal sealed class PercentileDraws
{
    [ThreadStatic]
    private static PercentileDraws? _last;

    private readonly int _values;
    private readonly double[] _percents;
    private readonly double[] _shares;

    // Resample by resample, and in it for each percentile the values below and above, as places in the ascending sample.
    private readonly int[] _places;

    private PercentileDraws(int values, double[] percents)
    {
        (_values, _percents) = (values, percents);
        Resamples = Bootstrap.Resamples(values);
        _shares = new double[percents.Length];
        _places = new int[Resamples * percents.Length * 2];
        // The ranks that are asked for, within a resample in ascending order.
        var ranks = new int[percents.Length * 2];
        for (var p = 0; p < percents.Length; p++)
        {
            (ranks[2 * p], _shares[p]) = Percentiles.Place(values, percents[p]);
            ranks[(2 * p) + 1] = Math.Min(ranks[2 * p] + 1, values - 1);
        }

        var random = new ResamplingGenerator(values);
        // How often each value was drawn is the sorted resample, without sorting.
        var drawn = new int[values];
        var upTo = new int[values];
        for (var r = 0; r < Resamples; r++)
        {
            Array.Clear(drawn);
            for (var i = 0; i < values; i++)
            {
                drawn[random.Below(values)]++;
            }

            var sum = 0;
            for (var i = 0; i < values; i++)
            {
                upTo[i] = sum += drawn[i];
            }

            for (var k = 0; k < ranks.Length; k++)
            {
                // The first value up to which more were drawn than the rank.
                _places[(r * ranks.Length) + k] = FirstAbove(upTo, ranks[k]);
            }
        }
    }

    /// <summary>The number of resamples.</summary>
    public int Resamples { get; }

    /// <summary>The draws for a sample's size; the last ones of this thread are kept.</summary>
    /// <param name="values">The number of values, at least 1.</param>
    /// <param name="percents">The percentiles, 0 to 100.</param>
    public static PercentileDraws Of(int values, ReadOnlySpan<double> percents) =>
        _last is { } last && last._values == values && percents.SequenceEqual(last._percents)
            ? last
            : _last = new PercentileDraws(values, percents.ToArray());

    /// <summary>A percentile of a resample.</summary>
    /// <param name="ascending">The sample, ascending.</param>
    /// <param name="resample">Which resample, from 0 on.</param>
    /// <param name="percent">Which of the percentiles, from 0 on.</param>
    public double Percentile(ReadOnlySpan<double> ascending, int resample, int percent)
    {
        var at = 2 * ((resample * _percents.Length) + percent);
        return Percentiles.Between(ascending[_places[at]], ascending[_places[at + 1]], _shares[percent]);
    }

    private static int FirstAbove(int[] ascending, int rank)
    {
        var (low, high) = (0, ascending.Length - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (ascending[middle] > rank)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }
}

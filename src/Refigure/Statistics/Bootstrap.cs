using System.Collections.Immutable;

namespace Refigure.Statistics;

/// <summary>
/// 95 % intervals by resampling (Efron's percentile bootstrap). Seeded by the sample's size alone: the same values give the
/// same interval on every machine.
/// </summary>
public static class Bootstrap
{
    private const int MostResamples = 1000;
    private const int FewestResamples = 200;
    private const long Work = 4_000_000;

    /// <summary>The fewest values that an interval is made from.</summary>
    public const int FewestValues = 10;

    /// <summary>The interval of the mean; null for fewer than <see cref="FewestValues"/>.</summary>
    public static Interval? OfMean(ReadOnlySpan<double> values)
    {
        if (values.Length < FewestValues)
        {
            return null;
        }

        var random = new ResamplingGenerator(values.Length);
        var means = new double[Resamples(values.Length)];
        for (var r = 0; r < means.Length; r++)
        {
            var sum = 0.0;
            for (var i = 0; i < values.Length; i++)
            {
                sum += values[random.Below(values.Length)];
            }

            means[r] = sum / values.Length;
        }

        return Middle(means);
    }

    /// <summary>
    /// The interval of a ratio of sums, such as tokens by seconds, where pairs and not their parts are independent: the gaps
    /// between the tokens of one request are alike, so requests are drawn and not gaps. Null for fewer pairs than
    /// <see cref="FewestValues"/>.
    /// </summary>
    public static Interval? OfRatio(ReadOnlySpan<double> numerators, ReadOnlySpan<double> denominators)
    {
        if (denominators.Length != numerators.Length)
        {
            throw new ArgumentException("Expected a denominator for each numerator.", nameof(denominators));
        }

        if (numerators.Length < FewestValues)
        {
            return null;
        }

        var random = new ResamplingGenerator(numerators.Length);
        var ratios = new double[Resamples(numerators.Length)];
        for (var r = 0; r < ratios.Length; r++)
        {
            var above = 0.0;
            var below = 0.0;
            for (var i = 0; i < numerators.Length; i++)
            {
                var drawn = random.Below(numerators.Length);
                above += numerators[drawn];
                below += denominators[drawn];
            }

            ratios[r] = above / below;
        }

        return Middle(ratios);
    }

    /// <summary>
    /// The intervals of percentiles. Null for each that fewer than <see cref="Percentiles.FewestFor"/> values support, and for
    /// all with fewer than <see cref="FewestValues"/>.
    /// </summary>
    /// <param name="ascending">The values, ascending.</param>
    /// <param name="percents">Which percentiles, 0 to 100.</param>
    public static ImmutableArray<Interval?> OfPercentiles(ReadOnlySpan<double> ascending, ReadOnlySpan<double> percents)
    {
        var intervals = new Interval?[percents.Length];
        if (ascending.Length < FewestValues)
        {
            return [.. intervals];
        }

        var draws = PercentileDraws.Of(ascending.Length, percents);
        var found = new double[draws.Resamples];
        for (var p = 0; p < percents.Length; p++)
        {
            if (ascending.Length >= Percentiles.FewestFor(percents[p]))
            {
                for (var r = 0; r < found.Length; r++)
                {
                    found[r] = draws.Percentile(ascending, r, p);
                }

                intervals[p] = Middle(found);
            }
        }

        return [.. intervals];
    }

    private static Interval Middle(double[] values)
    {
        Array.Sort(values);
        return new Interval(Percentiles.Of(values, 2.5), Percentiles.Of(values, 97.5));
    }

    // Enough for two digits, and no more work for a hundred thousand values than for ten thousand.
    internal static int Resamples(int values) => (int)Math.Clamp(Work / values, FewestResamples, MostResamples);
}

using Refigure.Statistics;

namespace Refigure.Reruns;

/// <summary>A metric before and now.</summary>
/// <param name="Before">The baseline's sample.</param>
/// <param name="Now">The new sample.</param>
/// <param name="Relative">The difference of the means over the baseline's mean: 0.1 is 10 % more.</param>
/// <param name="Low">Lower end of the difference's 95 % interval, relative; null if there is none.</param>
/// <param name="High">Upper end of it.</param>
/// <param name="Change">The verdict.</param>
public sealed record MetricChange(
    SampleSummary Before,
    SampleSummary Now,
    double Relative,
    double? Low,
    double? High,
    Change Change
)
{
    /// <summary>A difference within this fraction of the baseline matters to nobody, if the caller does not say otherwise.</summary>
    public const double UsualMargin = 0.05;

    /// <summary>
    /// Compares two samples by the interval of the difference of their means (Welch's t-interval, 95 %, with the degrees of
    /// freedom of Satterthwaite), never by the means alone.
    /// </summary>
    /// <param name="before">The baseline's values.</param>
    /// <param name="now">The new values.</param>
    /// <param name="margin">The relative difference that counts as none, 0 to 1.</param>
    /// <returns>Null if a side has no values, or the baseline's mean is not above 0.</returns>
    public static MetricChange? Of(ReadOnlySpan<double> before, ReadOnlySpan<double> now, double margin = UsualMargin)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(margin);
        if (SampleSummary.Of(before) is not { Mean: > 0 } old || SampleSummary.Of(now) is not { } current)
        {
            return null;
        }

        var relative = (current.Mean - old.Mean) / old.Mean;
        if (old.StandardError is not { } oldError || current.StandardError is not { } newError)
        {
            return new MetricChange(old, current, relative, null, null, Change.CannotTell);
        }

        var half = HalfWidth(old.N, oldError, current.N, newError) / old.Mean;
        var (low, high) = (relative - half, relative + half);
        return new MetricChange(old, current, relative, low, high, Verdict(low, high, margin));
    }

    private static Change Verdict(double low, double high, double margin) =>
        low >= -margin && high <= margin ? Change.Same
        : high < 0 ? Change.Faster
        : low > 0 ? Change.Slower
        : Change.CannotTell;

    private static double HalfWidth(int n, double error, int otherN, double otherError)
    {
        var (a, b) = (error * error, otherError * otherError);
        if (a + b == 0)
        {
            return 0;
        }

        var freedom = (a + b) * (a + b) / ((a * a / (n - 1)) + (b * b / (otherN - 1)));
        return Math.Sqrt(a + b) * StudentQuantile.TwoSided95(freedom);
    }
}

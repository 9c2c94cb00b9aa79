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

    /// <summary>
    /// Compares two means whose 95 % intervals are known otherwise, such as over the requests of one load: the half width of the
    /// difference of independent means is the root of the sum of the squares.
    /// </summary>
    /// <param name="before">The baseline; its mean is above 0.</param>
    /// <param name="now">The new sample.</param>
    /// <param name="halfBefore">Half the width of the baseline's interval, in the metric's unit.</param>
    /// <param name="halfNow">Half the width of the new one.</param>
    /// <param name="margin">The relative difference that counts as none, 0 to 1.</param>
    public static MetricChange OfHalfWidths(
        SampleSummary before,
        SampleSummary now,
        double halfBefore,
        double halfNow,
        double margin = UsualMargin
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(before.Mean, nameof(before));
        var relative = (now.Mean - before.Mean) / before.Mean;
        var half = Math.Sqrt((halfBefore * halfBefore) + (halfNow * halfNow)) / before.Mean;
        return new MetricChange(
            before,
            now,
            relative,
            relative - half,
            relative + half,
            Verdict(relative - half, relative + half, margin)
        );
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

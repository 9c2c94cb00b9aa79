namespace Refigure.Statistics;

/// <summary>A sample in three numbers.</summary>
/// <param name="N">Number of values, at least 1.</param>
/// <param name="Mean">The arithmetic mean, in the values' unit.</param>
/// <param name="StandardError">
/// The standard error of the mean, the sample's standard deviation (ddof 1) by the root of <paramref name="N"/>; null for
/// one value, which says nothing about spread.
/// </param>
public readonly record struct SampleSummary(int N, double Mean, double? StandardError)
{
    /// <summary>The summary; null for no values.</summary>
    public static SampleSummary? Of(ReadOnlySpan<double> values)
    {
        if (values.IsEmpty)
        {
            return null;
        }

        var mean = CompensatedSum.Of(values) / values.Length;
        if (values.Length == 1)
        {
            return new SampleSummary(1, mean, null);
        }

        var squares = default(CompensatedSum);
        foreach (var value in values)
        {
            squares.Add((value - mean) * (value - mean));
        }

        var variance = squares.Value / (values.Length - 1);
        return new SampleSummary(values.Length, mean, Math.Sqrt(variance / values.Length));
    }

    /// <summary>Half the width of the 95 % t-interval around the mean; null if there is no standard error.</summary>
    public double? HalfWidth95 => StandardError is { } error ? error * StudentQuantile.TwoSided95(N - 1) : null;
}

namespace Refigure.Statistics;

/// <summary>Percentiles by linear interpolation between order statistics, as numpy's default does (Hyndman and Fan's type 7).</summary>
public static class Percentiles
{
    /// <summary>The percentile of values in ascending order, of which there is at least one.</summary>
    /// <param name="ascending">The values, ascending.</param>
    /// <param name="percent">0 to 100.</param>
    public static double Of(ReadOnlySpan<double> ascending, double percent)
    {
        if (ascending.IsEmpty)
        {
            throw new ArgumentException("Expected at least one value.", nameof(ascending));
        }

        ArgumentOutOfRangeException.ThrowIfNegative(percent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 100);
        var place = (ascending.Length - 1) * (percent / 100);
        var below = (int)Math.Floor(place);
        var above = Math.Min(below + 1, ascending.Length - 1);
        var share = place - below;
        var step = ascending[above] - ascending[below];
        // The two forms of numpy's lerp: each is exact at its own end.
        return share >= 0.5 ? ascending[above] - (step * (1 - share)) : ascending[below] + (step * share);
    }

    /// <summary>
    /// The fewest values that a percentile is printed from: with fewer no value is expected beyond it, and it would be the
    /// largest one by another name.
    /// </summary>
    public static int FewestFor(double percent) => (int)Math.Ceiling(Math.Round(100 / (100 - percent), 6));
}

namespace Refigure.Load.Measuring;

/// <summary>Percentiles with linear interpolation, as NumPy's default.</summary>
internal static class Quantile
{
    /// <param name="sorted">Values in ascending order, at least one.</param>
    /// <param name="fraction">From 0 to 1.</param>
    public static double Of(IReadOnlyList<double> sorted, double fraction)
    {
        var at = fraction * (sorted.Count - 1);
        var below = (int)at;
        var above = Math.Min(below + 1, sorted.Count - 1);
        return sorted[below] + ((at - below) * (sorted[above] - sorted[below]));
    }
}

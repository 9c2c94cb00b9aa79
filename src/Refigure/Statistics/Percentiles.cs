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
        var (below, share) = Place(ascending.Length, percent);
        return Between(ascending[below], ascending[Math.Min(below + 1, ascending.Length - 1)], share);
    }

    /// <summary>Where a percentile lies: after which of the values, from 0 on, and how far on the way to the next, 0 to 1.</summary>
    internal static (int Below, double Share) Place(int values, double percent)
    {
        var place = (values - 1) * (percent / 100);
        var below = (int)Math.Floor(place);
        return (below, place - below);
    }

    /// <summary>A value between two: the two forms of numpy's lerp, each exact at its own end.</summary>
    internal static double Between(double below, double above, double share)
    {
        var step = above - below;
        return share >= 0.5 ? above - (step * (1 - share)) : below + (step * share);
    }

    /// <summary>
    /// The fewest values that a percentile is printed from: with fewer no value is expected beyond it, and it would be the
    /// largest one by another name.
    /// </summary>
    public static int FewestFor(double percent) => (int)Math.Ceiling(Math.Round(100 / (100 - percent), 6));
}

namespace Refigure.Plotting.Layout;

/// <summary>From data units to points on the page, in one direction.</summary>
/// <param name="Min">The value at <paramref name="From"/>.</param>
/// <param name="Max">The value at <paramref name="To"/>.</param>
/// <param name="From">The place of the smallest value.</param>
/// <param name="To">The place of the greatest value.</param>
/// <param name="IsLog">Whether equal distances are equal factors.</param>
internal readonly record struct Scale(double Min, double Max, double From, double To, bool IsLog)
{
    /// <summary>The place of a value; NaN for what a log axis cannot show.</summary>
    public double Map(double value)
    {
        var share = IsLog ? Math.Log(value / Min) / Math.Log(Max / Min) : (value - Min) / (Max - Min);
        return double.IsFinite(share) ? From + (share * (To - From)) : double.NaN;
    }

    /// <summary>The place of a value, at the nearest end of the axis if it is beyond it.</summary>
    public double MapInside(double value)
    {
        if (double.IsNaN(value))
        {
            return double.NaN;
        }

        return Map(Math.Clamp(value, Min, Max));
    }
}

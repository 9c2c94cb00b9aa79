namespace Refigure.Statistics;

/// <summary>A straight line through points by least squares, and how well they follow a line.</summary>
/// <param name="N">Number of points fitted.</param>
/// <param name="Slope">Unit of y per unit of x.</param>
/// <param name="Intercept">The line at x = 0, in the unit of y.</param>
/// <param name="Pearson">Pearson's correlation coefficient; null where y does not vary by more than rounding does.</param>
public readonly record struct LinearFit(int N, double Slope, double Intercept, double? Pearson)
{
    // Means of equal numbers differ by this part of themselves at most, by rounding.
    private const double Rounding = 1e-12;

    /// <summary>The line at <paramref name="x"/>.</summary>
    public double At(double x) => Intercept + (Slope * x);

    /// <summary>Fits all points; null for fewer than two different x.</summary>
    /// <exception cref="ArgumentException">The two lists differ in length.</exception>
    public static LinearFit? Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y) => Of(x, y, []);

    /// <summary>
    /// Fits the points that are not left out; null for fewer than two different x among them. An empty
    /// <paramref name="leftOut"/> leaves out nothing.
    /// </summary>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    public static LinearFit? Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<bool> leftOut)
    {
        if (x.Length != y.Length || (!leftOut.IsEmpty && leftOut.Length != x.Length))
        {
            throw new ArgumentException("A fit needs as many y as x, and a flag for each or none.", nameof(y));
        }

        if (Centre(x, leftOut) is not { } meanX || Centre(y, leftOut) is not { } meanY)
        {
            return null;
        }

        var n = 0;
        CompensatedSum xx = default;
        CompensatedSum xy = default;
        CompensatedSum yy = default;
        for (var i = 0; i < x.Length; i++)
        {
            if (!leftOut.IsEmpty && leftOut[i])
            {
                continue;
            }

            n++;
            var dx = x[i] - meanX;
            var dy = y[i] - meanY;
            xx.Add(dx * dx);
            xy.Add(dx * dy);
            yy.Add(dy * dy);
        }

        if (xx.Value <= 0)
        {
            return null;
        }

        var slope = xy.Value / xx.Value;
        var noise = Rounding * meanY;
        double? pearson = yy.Value > n * noise * noise ? xy.Value / Math.Sqrt(xx.Value * yy.Value) : null;
        return new LinearFit(n, slope, meanY - (slope * meanX), pearson);
    }

    private static double? Centre(ReadOnlySpan<double> values, ReadOnlySpan<bool> leftOut)
    {
        var n = 0;
        var sum = default(CompensatedSum);
        for (var i = 0; i < values.Length; i++)
        {
            if (leftOut.IsEmpty || !leftOut[i])
            {
                n++;
                sum.Add(values[i]);
            }
        }

        return n == 0 ? null : sum.Value / n;
    }
}

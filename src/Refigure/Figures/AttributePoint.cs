using Refigure.Statistics;

namespace Refigure.Figures;

/// <summary>A bar's mean against its attribute.</summary>
internal sealed record AttributePoint(double X, double Y, bool IsFitted, FigureMark Mark)
{
    /// <summary>The line through the points that take part; null for fewer than two different x.</summary>
    public static LinearFit? Fit(List<AttributePoint> points)
    {
        var x = new double[points.Count];
        var y = new double[points.Count];
        var leftOut = new bool[points.Count];
        for (var i = 0; i < x.Length; i++)
        {
            (x[i], y[i], leftOut[i]) = (points[i].X, points[i].Y, !points[i].IsFitted);
        }

        return LinearFit.Of(x, y, leftOut);
    }
}

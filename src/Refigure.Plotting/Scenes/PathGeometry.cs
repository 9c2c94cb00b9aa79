using System.Collections.Immutable;

namespace Refigure.Plotting.Scenes;

/// <summary>Outlines: verbs, and the points that they consume in order.</summary>
public sealed record PathGeometry(ImmutableArray<PathVerb> Verbs, ImmutableArray<Point> Points)
{
    /// <summary>A closed rectangle.</summary>
    public static PathGeometry Rectangle(Rect r) =>
        Polygon([new(r.X, r.Y), new(r.Right, r.Y), new(r.Right, r.Bottom), new(r.X, r.Bottom)]);

    /// <summary>An open line through the points.</summary>
    public static PathGeometry Polyline(ImmutableArray<Point> points) =>
        new(LineVerbs(points.Length, close: false), points);

    /// <summary>A closed line through the points.</summary>
    public static PathGeometry Polygon(ImmutableArray<Point> points) =>
        new(LineVerbs(points.Length, close: true), points);

    /// <summary>A circle of four cubic curves.</summary>
    public static PathGeometry Circle(Point center, double radius)
    {
        const double K = 0.5522847498307936; // 4/3·(√2−1)
        var (x, y, r, k) = (center.X, center.Y, radius, radius * K);
        return new(
            [PathVerb.Move, PathVerb.Cubic, PathVerb.Cubic, PathVerb.Cubic, PathVerb.Cubic, PathVerb.Close],
            [
                new(x + r, y),
                new(x + r, y + k),
                new(x + k, y + r),
                new(x, y + r),
                new(x - k, y + r),
                new(x - r, y + k),
                new(x - r, y),
                new(x - r, y - k),
                new(x - k, y - r),
                new(x, y - r),
                new(x + k, y - r),
                new(x + r, y - k),
                new(x + r, y),
            ]
        );
    }

    private static ImmutableArray<PathVerb> LineVerbs(int points, bool close)
    {
        var verbs = ImmutableArray.CreateBuilder<PathVerb>(points + 1);
        for (var i = 0; i < points; i++)
        {
            verbs.Add(i == 0 ? PathVerb.Move : PathVerb.Line);
        }

        if (close)
        {
            verbs.Add(PathVerb.Close);
        }

        return verbs.ToImmutable();
    }
}

using Refigure.Plotting.Marks;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Layout.Drawing;

/// <summary>The outlines of markers. Shapes of one size have about the same area, so that none looks more important.</summary>
internal static class MarkerShapes
{
    public static PathItem At(Point center, MarkerStyle marker)
    {
        var path = Outline(center, marker.Shape, marker.Size / 2);
        return marker.Shape is MarkerShape.Plus or MarkerShape.Cross
            ? new PathItem(path, null, new(marker.Color, marker.Size * 0.28))
            : new PathItem(path, new Fill(marker.Color), new(Rgb.White, marker.Size * 0.1));
    }

    private static PathGeometry Outline(Point center, MarkerShape shape, double radius)
    {
        var (x, y, r) = (center.X, center.Y, radius);
        switch (shape)
        {
            case MarkerShape.Square:
                r *= 0.89;
                return PathGeometry.Rectangle(new(x - r, y - r, 2 * r, 2 * r));
            case MarkerShape.Diamond:
                r *= 1.25;
                return PathGeometry.Polygon([new(x, y - r), new(x + r, y), new(x, y + r), new(x - r, y)]);
            case MarkerShape.Triangle:
                r *= 1.3;
                return PathGeometry.Polygon([
                    new(x, y - r),
                    new(x + (0.866 * r), y + (r / 2)),
                    new(x - (0.866 * r), y + (r / 2)),
                ]);
            case MarkerShape.TriangleDown:
                r *= 1.3;
                return PathGeometry.Polygon([
                    new(x, y + r),
                    new(x + (0.866 * r), y - (r / 2)),
                    new(x - (0.866 * r), y - (r / 2)),
                ]);
            case MarkerShape.Plus:
                return Strokes(new(x - r, y), new(x + r, y), new(x, y - r), new(x, y + r));
            case MarkerShape.Cross:
                r *= 0.85;
                return Strokes(new(x - r, y - r), new(x + r, y + r), new(x - r, y + r), new(x + r, y - r));
            default:
                return PathGeometry.Circle(center, r);
        }
    }

    private static PathGeometry Strokes(Point a, Point b, Point c, Point d) =>
        new([PathVerb.Move, PathVerb.Line, PathVerb.Move, PathVerb.Line], [a, b, c, d]);
}

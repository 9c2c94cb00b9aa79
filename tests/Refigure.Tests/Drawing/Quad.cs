using System.Collections.Immutable;
using Refigure.Plotting.Fonts;
using Refigure.Plotting.Scenes;

namespace Refigure.Tests.Drawing;

/// <summary>A convex outline on the page: a turned text, an area, a piece of a line.</summary>
internal sealed record Quad(ImmutableArray<Point> Corners)
{
    /// <summary>What the letters of a text cover, from the deepest to the highest.</summary>
    public static Quad Of(TextItem text, ITextMeasurer measurer)
    {
        var width = measurer.Width(text.Text, text.Size, text.Bold);
        var up = measurer.CapHeight(text.Size, text.Bold) * 1.05;
        var down = 0.23 * text.Size;
        var (sin, cos) = Math.SinCos(text.Angle * Math.PI / 180);
        Point At(double along, double above) =>
            new(text.Position.X + (along * cos) - (above * sin), text.Position.Y - (along * sin) - (above * cos));
        return new([At(0, -down), At(width, -down), At(width, up), At(0, up)]);
    }

    public static Quad Of(Rect r) =>
        new([new(r.X, r.Y), new(r.Right, r.Y), new(r.Right, r.Bottom), new(r.X, r.Bottom)]);

    public double Left => Corners.Min(p => p.X);

    public double Right => Corners.Max(p => p.X);

    public double Top => Corners.Min(p => p.Y);

    public double Bottom => Corners.Max(p => p.Y);

    public Rect Bounds => new(Left, Top, Right - Left, Bottom - Top);

    public Point Middle => new(Corners.Average(p => p.X), Corners.Average(p => p.Y));

    /// <summary>Points all over it, given as shares of its two sides.</summary>
    public IEnumerable<Point> Samples()
    {
        var (origin, right, up) = (Corners[0], Corners[1], Corners[3]);
        foreach (var s in new[] { 0.03, 0.25, 0.5, 0.75, 0.97 })
        {
            foreach (var t in new[] { 0.28, 0.5, 0.9 })
            {
                yield return new(
                    origin.X + (s * (right.X - origin.X)) + (t * (up.X - origin.X)),
                    origin.Y + (s * (right.Y - origin.Y)) + (t * (up.Y - origin.Y))
                );
            }
        }
    }

    /// <summary>Whether the two share more than an edge (separating axis theorem).</summary>
    public bool Overlaps(Quad other, double tolerance = 0.01) =>
        !IsApart(this, other, tolerance) && !IsApart(other, this, tolerance);

    private static bool IsApart(Quad sides, Quad other, double tolerance)
    {
        for (var i = 0; i < sides.Corners.Length; i++)
        {
            var (a, b) = (sides.Corners[i], sides.Corners[(i + 1) % sides.Corners.Length]);
            var (nx, ny) = (a.Y - b.Y, b.X - a.X);
            var length = Math.Sqrt((nx * nx) + (ny * ny));
            if (length == 0)
            {
                continue;
            }

            var mine = sides.Corners.Select(p => ((p.X * nx) + (p.Y * ny)) / length).ToArray();
            var theirs = other.Corners.Select(p => ((p.X * nx) + (p.Y * ny)) / length).ToArray();
            if (mine.Max() <= theirs.Min() + tolerance || theirs.Max() <= mine.Min() + tolerance)
            {
                return true;
            }
        }

        return false;
    }
}

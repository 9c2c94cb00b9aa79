using Refigure.Plotting.Scenes;

namespace Refigure.Tests.Drawing;

/// <summary>A filled area on the page.</summary>
/// <param name="Order">When it was painted.</param>
/// <param name="Path">Its outline.</param>
/// <param name="Fill">Its paint.</param>
/// <param name="Clip">What of the page it can reach.</param>
internal sealed record PageArea(int Order, PathGeometry Path, Fill Fill, Rect Clip)
{
    public Rect Bounds { get; } = BoundsOf(Path);

    /// <summary>Whether it is an upright rectangle.</summary>
    public bool IsRectangle =>
        Path.Points.Length == 4
        && Path.Points.All(p => (p.X == Bounds.X || p.X == Bounds.Right) && (p.Y == Bounds.Y || p.Y == Bounds.Bottom));

    /// <summary>Whether a point is painted; curves are taken for their chords, which is enough for markers.</summary>
    public bool Covers(Point at)
    {
        if (!Clip.Contains(new(at.X, at.Y, 0, 0)) || !Bounds.Contains(new(at.X, at.Y, 0, 0)))
        {
            return false;
        }

        var inside = false;
        for (int i = 0, j = Path.Points.Length - 1; i < Path.Points.Length; j = i++)
        {
            var (a, b) = (Path.Points[i], Path.Points[j]);
            if ((a.Y > at.Y) != (b.Y > at.Y) && at.X < ((b.X - a.X) * (at.Y - a.Y) / (b.Y - a.Y)) + a.X)
            {
                inside = !inside;
            }
        }

        return inside;
    }

    private static Rect BoundsOf(PathGeometry path)
    {
        var (left, top) = (path.Points.Min(p => p.X), path.Points.Min(p => p.Y));
        return new(left, top, path.Points.Max(p => p.X) - left, path.Points.Max(p => p.Y) - top);
    }
}

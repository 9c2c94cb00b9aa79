namespace Refigure.Plotting.Scenes;

/// <summary>An axis-parallel rectangle in points, <paramref name="X"/> and <paramref name="Y"/> at its top left.</summary>
public readonly record struct Rect(double X, double Y, double Width, double Height)
{
    /// <summary>The right edge.</summary>
    public double Right => X + Width;

    /// <summary>The bottom edge (y grows downwards).</summary>
    public double Bottom => Y + Height;

    /// <summary>Whether the inner areas of the two rectangles share a point.</summary>
    public bool Overlaps(Rect other) => X < other.Right && other.X < Right && Y < other.Bottom && other.Y < Bottom;

    /// <summary>Whether <paramref name="other"/> lies inside, edges included.</summary>
    public bool Contains(Rect other) => other.X >= X && other.Y >= Y && other.Right <= Right && other.Bottom <= Bottom;
}

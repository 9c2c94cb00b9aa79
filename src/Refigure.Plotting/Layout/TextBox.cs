using System.Collections.Immutable;
using Refigure.Plotting.Fonts;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Layout;

/// <summary>The place that a text covers on the page: a rectangle, turned if the text is.</summary>
/// <param name="Corners">Bottom left, bottom right, top right, top left as the text is read.</param>
internal sealed record TextBox(ImmutableArray<Point> Corners)
{
    public static TextBox Of(TextItem item, ITextMeasurer measurer) =>
        Of(item, measurer.Width(item.Text, item.Size, item.Bold), measurer);

    /// <param name="item">The text.</param>
    /// <param name="width">Its advance width, for those who know it already.</param>
    /// <param name="measurer">Knows the height of its letters.</param>
    public static TextBox Of(TextItem item, double width, ITextMeasurer measurer)
    {
        var top = Top(measurer, item.Size, item.Bold);
        var bottom = Bottom(measurer, item.Size, item.Bold);
        var (sin, cos) = Math.SinCos(item.Angle * Math.PI / 180);
        var (x, y) = (item.Position.X, item.Position.Y);
        return new([
            new(x - (bottom * -sin), y + (bottom * cos)),
            new(x + (width * cos) + (bottom * sin), y - (width * sin) + (bottom * cos)),
            new(x + (width * cos) - (top * sin), y - (width * sin) - (top * cos)),
            new(x - (top * sin), y - (top * cos)),
        ]);
    }

    /// <summary>How far letters reach over the baseline; brackets rise a little over the capitals.</summary>
    public static double Top(ITextMeasurer measurer, double size, bool bold) => measurer.CapHeight(size, bold) * 1.05;

    /// <summary>How far letters reach under the baseline; fonts may claim more than their letters use.</summary>
    public static double Bottom(ITextMeasurer measurer, double size, bool bold) =>
        Math.Min(measurer.Descent(size, bold), 0.24 * size);

    /// <summary>The smallest axis-parallel rectangle around it.</summary>
    public Rect Bounds
    {
        get
        {
            var (left, top, right, bottom) = (double.MaxValue, double.MaxValue, double.MinValue, double.MinValue);
            foreach (var corner in Corners)
            {
                (left, right) = (Math.Min(left, corner.X), Math.Max(right, corner.X));
                (top, bottom) = (Math.Min(top, corner.Y), Math.Max(bottom, corner.Y));
            }

            return new(left, top, right - left, bottom - top);
        }
    }

    /// <summary>Whether the two share a point: no edge's direction separates them (separating axis theorem).</summary>
    public bool Overlaps(TextBox other) => !IsSeparatedBySidesOf(this, other) && !IsSeparatedBySidesOf(other, this);

    private static bool IsSeparatedBySidesOf(TextBox sides, TextBox other)
    {
        for (var side = 0; side < 2; side++)
        {
            var (a, b) = (sides.Corners[side], sides.Corners[side + 1]);
            var (nx, ny) = (b.X - a.X, b.Y - a.Y);
            var (low, high) = Project(sides, nx, ny);
            var (otherLow, otherHigh) = Project(other, nx, ny);
            if (high <= otherLow + 1e-9 || otherHigh <= low + 1e-9)
            {
                return true;
            }
        }

        return false;
    }

    private static (double Low, double High) Project(TextBox box, double nx, double ny)
    {
        var (low, high) = (double.MaxValue, double.MinValue);
        foreach (var corner in box.Corners)
        {
            var along = (corner.X * nx) + (corner.Y * ny);
            (low, high) = (Math.Min(low, along), Math.Max(high, along));
        }

        return (low, high);
    }
}

using Refigure.Plotting.Marks;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Layout.Drawing;

/// <summary>Paints a bar with its error bar, and says where they are.</summary>
internal static class BarPainter
{
    /// <param name="bar">The data.</param>
    /// <param name="fill">The paint.</param>
    /// <param name="left">Left edge in points.</param>
    /// <param name="width">Width in points.</param>
    /// <param name="from">Where the bar stands, in data units; null for the axis' base.</param>
    /// <param name="to">Its end in data units.</param>
    /// <param name="frame">The plot.</param>
    /// <param name="canvas">Where it is painted.</param>
    public static BarShape Paint(
        Bar bar,
        Fill fill,
        double left,
        double width,
        double? from,
        double to,
        PlotFrame frame,
        Canvas canvas
    )
    {
        var start = from is { } value && !(frame.Y.IsLog && value <= 0) ? frame.Y.MapInside(value) : frame.BaselineY;
        var end = frame.Y.IsLog && to <= 0 ? frame.BaselineY : frame.Y.MapInside(to);
        var box = Canvas.Around(new(left, start), new(left + width, end));
        canvas.AddRect(Layer.Marks, box, fill, frame.OutlineStroke);
        canvas.Obstacles.Add(box);
        canvas.Mark(bar.Tag, box);

        var (errorTop, errorBottom) = (double.NaN, double.NaN);
        if (bar.EndsAt(to) is { } ends)
        {
            var cap = Math.Min(frame.Style.ErrorCap, width * 0.6);
            (errorTop, errorBottom) = ErrorBarDrawer.Draw(left + (width / 2), ends.Low, ends.High, cap, frame, canvas);
        }

        return new(box, fill, bar.Label, errorTop, errorBottom, HangsDown: end > start);
    }
}

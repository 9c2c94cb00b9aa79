using Refigure.Plotting.Colors;
using Refigure.Plotting.Marks;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Layout.Drawing;

/// <summary>Draws rectangles of data units.</summary>
internal static class BoxDrawer
{
    private const double Padding = 1.5;

    public static void Draw(BoxMark mark, PlotFrame frame, Canvas canvas)
    {
        var width = mark.OutlineWidth ?? frame.Style.OutlineWidth;
        Stroke? stroke = width > 0 ? new Stroke(frame.Style.Ink, width) : null;
        foreach (var box in mark.Boxes)
        {
            var rect = Canvas.Around(
                new(frame.X.MapInside(box.FromX), frame.Y.MapInside(box.FromY)),
                new(frame.X.MapInside(box.ToX), frame.Y.MapInside(box.ToY))
            );
            if (!double.IsFinite(rect.X + rect.Y + rect.Width + rect.Height))
            {
                continue;
            }

            var fill = box.Fill ?? mark.Fill;
            canvas.AddRect(Layer.Marks, rect, fill, stroke);
            canvas.Obstacles.Add(rect);
            canvas.Mark(box.Tag, rect);
            if (box.Label is { Length: > 0 } label)
            {
                Label(label, rect, fill, mark.LabelsBeside, frame, canvas);
            }
        }
    }

    private static void Label(string label, Rect rect, Fill fill, bool beside, PlotFrame frame, Canvas canvas)
    {
        var size = frame.Style.SmallSize;
        var length = frame.Type.Width(label, size);
        var middle = rect.Y + (rect.Height / 2);
        if (beside)
        {
            var fits = rect.Right + frame.Style.Gap + length <= frame.Plot.Right;
            var left = !fits && rect.X - frame.Style.Gap - length >= frame.Plot.X;
            var anchor = new Point(left ? rect.X - frame.Style.Gap : rect.Right + frame.Style.Gap, middle);
            var side = left ? HorizontalAlign.End : HorizontalAlign.Start;
            var text = frame.Type.Set(label, anchor, side, VerticalAlign.Middle, size, frame.Style.Ink);
            canvas.Obstacles.Add(canvas.AddText(Layer.Labels, text));
        }
        else if (length + (2 * Padding) <= rect.Width && frame.Type.CapHeight(size) + (2 * Padding) <= rect.Height)
        {
            var anchor = new Point(rect.X + (rect.Width / 2), middle);
            var text = frame.Type.Set(
                label,
                anchor,
                HorizontalAlign.Middle,
                VerticalAlign.Middle,
                size,
                Palette.TextOn(fill.Color)
            );
            if (fill.Hatch != Hatch.None)
            {
                canvas.AddRect(Layer.Labels, Canvas.Grown(frame.Type.Bounds(text), 0.8), new Fill(fill.Color));
            }

            canvas.AddText(Layer.Labels, text);
        }
    }
}

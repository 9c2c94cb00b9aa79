using Refigure.Plotting.Marks;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Layout.Drawing;

/// <summary>Draws a line across the plot, with its text at the right or upper end.</summary>
internal static class ReferenceLineDrawer
{
    public static void Draw(ReferenceLine mark, PlotFrame frame, Canvas canvas)
    {
        var plot = frame.Plot;
        var at = (mark.IsVertical ? frame.X : frame.Y).Map(mark.Value);
        var (low, high) = mark.IsVertical ? (plot.X, plot.Right) : (plot.Y, plot.Bottom);
        if (!(at >= low - 0.01 && at <= high + 0.01))
        {
            return;
        }

        var (from, to) = mark.IsVertical
            ? (new Point(at, plot.Bottom), new Point(at, plot.Y))
            : (new Point(plot.X, at), new Point(plot.Right, at));
        LineDrawer.Stroke([from, to], mark.Line.ToStroke(), frame, canvas);
        if (mark.Label is not { Length: > 0 } label)
        {
            return;
        }

        var size = frame.Style.SmallSize;
        var isNearTop = at - plot.Y < frame.Type.Height(1, size) + frame.Style.Gap;
        var text = mark.IsVertical
            ? frame.Type.Set(
                label,
                new(at - frame.Style.Gap, plot.Y),
                HorizontalAlign.End,
                VerticalAlign.Baseline,
                size,
                mark.Line.Color,
                angle: 90
            )
            : frame.Type.Set(
                label,
                new(plot.Right, at + (isNearTop ? frame.Style.Gap : -frame.Style.Gap)),
                HorizontalAlign.End,
                isNearTop ? VerticalAlign.Top : VerticalAlign.Baseline,
                size,
                mark.Line.Color
            );
        canvas.Obstacles.Add(canvas.AddText(Layer.Labels, text));
    }
}

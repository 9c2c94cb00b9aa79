using Refigure.Plotting.Colors;
using Refigure.Plotting.Marks;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Layout.Drawing;

/// <summary>Draws a line across the plot; its text comes last, where nothing else is.</summary>
internal static class ReferenceLineDrawer
{
    public static void Draw(ReferenceLine mark, PlotFrame frame, Canvas canvas)
    {
        if (Place(mark, frame) is not { } at)
        {
            return;
        }

        var plot = frame.Plot;
        var (from, to) = mark.IsVertical
            ? (new Point(at, plot.Bottom), new Point(at, plot.Y))
            : (new Point(plot.X, at), new Point(plot.Right, at));
        LineDrawer.Stroke([from, to], mark.Line.ToStroke(), frame, canvas);
    }

    /// <summary>Sets the text along the line: at its far end if that is free, else wherever it is.</summary>
    public static void Label(ReferenceLine mark, PlotFrame frame, Canvas canvas)
    {
        if (mark.Label is not { Length: > 0 } label || Place(mark, frame) is not { } at)
        {
            return;
        }

        TextItem? best = null;
        var leastCovered = int.MaxValue;
        foreach (var share in (ReadOnlySpan<double>)[1, 0.75, 0.5, 0.25, 0])
        {
            foreach (var isBefore in (ReadOnlySpan<bool>)[true, false])
            {
                var text = Along(label, mark, at, share, isBefore, frame);
                var bounds = frame.Type.Bounds(text);
                var covered = canvas.Obstacles.Count(obstacle => obstacle.Overlaps(bounds));
                covered += frame.Plot.Contains(bounds) ? 0 : 1;
                if (covered < leastCovered)
                {
                    (best, leastCovered) = (text, covered);
                }
            }
        }

        if (leastCovered > 0)
        {
            canvas.AddRect(Layer.Labels, Canvas.Grown(frame.Type.Bounds(best!), 0.5), new Fill(Rgb.White));
        }

        canvas.Obstacles.Add(canvas.AddText(Layer.Labels, best!));
    }

    private static double? Place(ReferenceLine mark, PlotFrame frame)
    {
        var plot = frame.Plot;
        var at = (mark.IsVertical ? frame.X : frame.Y).Map(mark.Value);
        var (low, high) = mark.IsVertical ? (plot.X, plot.Right) : (plot.Y, plot.Bottom);
        return at >= low - 0.01 && at <= high + 0.01 ? at : null;
    }

    /// <param name="label">The text.</param>
    /// <param name="mark">Its line.</param>
    /// <param name="at">The line's place in points.</param>
    /// <param name="share">Where along the line, from 0 (left or bottom) to 1.</param>
    /// <param name="isBefore">Whether the text is over (left of) the line instead of under (right of) it.</param>
    /// <param name="frame">The plot.</param>
    private static TextItem Along(
        string label,
        ReferenceLine mark,
        double at,
        double share,
        bool isBefore,
        PlotFrame frame
    )
    {
        const double Distance = 2;
        var (plot, size) = (frame.Plot, frame.Style.SmallSize);
        var play = (mark.IsVertical ? plot.Height : plot.Width) - frame.Type.Width(label, size);
        var offset = share * Math.Max(0, play);
        var across = at + (isBefore ? -Distance : Distance);
        var anchor = mark.IsVertical ? new Point(across, plot.Bottom - offset) : new Point(plot.X + offset, across);
        var vertical = isBefore ? VerticalAlign.Bottom : VerticalAlign.Top;
        var angle = mark.IsVertical ? 90 : 0;
        return frame.Type.Set(
            label,
            anchor,
            HorizontalAlign.Start,
            vertical,
            size,
            Palette.AsText(mark.Line.Color),
            angle
        );
    }
}

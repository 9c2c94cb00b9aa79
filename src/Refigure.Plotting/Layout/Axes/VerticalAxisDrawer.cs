using Refigure.Plotting.Figures;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Layout.Axes;

/// <summary>Draws the axis at the left of a panel: line, grid, ticks, their labels, and what it shows.</summary>
internal static class VerticalAxisDrawer
{
    public static void Draw(ValueAxis axis, PlotFrame frame, Canvas canvas)
    {
        var (plot, style) = (frame.Plot, frame.Style);
        canvas.AddLine(Layer.Axes, new(plot.X, plot.Y), new(plot.X, plot.Bottom), frame.AxisStroke);
        if (!axis.Names.IsEmpty)
        {
            DrawNames(axis, frame, canvas);
            DrawCaption(axis, frame, canvas);
            return;
        }

        foreach (var tick in AxisTicks.For(axis, frame.Y, isVertical: true, style.SmallSize, frame.Type))
        {
            var y = frame.Y.Map(tick.Value);
            var length = style.TickLength * (tick.IsMinor ? 0.6 : 1);
            canvas.AddLine(Layer.Axes, new(plot.X - length, y), new(plot.X, y), frame.AxisStroke);
            if (tick.IsMinor)
            {
                continue;
            }

            if ((axis.Grid ?? true) && Math.Abs(y - plot.Bottom) > 0.5)
            {
                canvas.AddLine(Layer.Grid, new(plot.X, y), new(plot.Right, y), new Stroke(style.Grid, style.GridWidth));
            }

            var anchor = new Point(plot.X - style.TickLength - style.Gap, y);
            canvas.AddText(
                Layer.Axes,
                frame.Type.Set(
                    tick.Label,
                    anchor,
                    HorizontalAlign.End,
                    VerticalAlign.Middle,
                    style.SmallSize,
                    style.Ink
                )
            );
        }

        DrawCaption(axis, frame, canvas);
    }

    // What lies in rows needs no ticks: the names stand at the rows' middles.
    private static void DrawNames(ValueAxis axis, PlotFrame frame, Canvas canvas)
    {
        var (style, x) = (frame.Style, frame.Plot.X - frame.Style.TickLength - frame.Style.Gap);
        for (var i = 0; i < axis.Names.Length; i++)
        {
            var y = frame.Y.Map(i);
            var text = frame.Type.Set(
                axis.Names[i],
                new Point(x, y),
                HorizontalAlign.End,
                VerticalAlign.Middle,
                style.SmallSize,
                style.Ink
            );
            canvas.AddText(Layer.Axes, text);
        }
    }

    private static void DrawCaption(ValueAxis axis, PlotFrame frame, Canvas canvas)
    {
        if (axis.Caption.Length == 0)
        {
            return;
        }

        var size = frame.Style.LabelSize;
        var lines = LineBreaker.WrapEvenly(frame.Type, axis.Caption, size, frame.Plot.Height * 1.02);
        var middle = frame.Plot.Y + (frame.Plot.Height / 2);
        var right = Math.Min(canvas.Extent.X, frame.Plot.X) - (frame.Style.Gap * 1.4) - frame.Type.Bottom(size);
        for (var i = 0; i < lines.Length; i++)
        {
            var baseline = new Point(right - ((lines.Length - 1 - i) * size * Typesetter.LineSpacing), middle);
            canvas.AddText(
                Layer.Axes,
                frame.Type.Set(
                    lines[i],
                    baseline,
                    HorizontalAlign.Middle,
                    VerticalAlign.Baseline,
                    size,
                    frame.Style.Ink,
                    angle: 90
                )
            );
        }
    }
}

using Refigure.Plotting.Figures;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Layout.Axes;

/// <summary>Draws the axis under a panel: line, ticks, their labels, and what it shows.</summary>
internal static class HorizontalAxisDrawer
{
    public static void Draw(Axis axis, PlotFrame frame, Canvas canvas)
    {
        var plot = frame.Plot;
        canvas.AddLine(Layer.Axes, new(plot.X, plot.Bottom), new(plot.Right, plot.Bottom), frame.AxisStroke);
        switch (axis)
        {
            case CategoryAxis categories:
                CategoryAxisDrawer.Draw(categories, frame, canvas);
                break;
            case ValueAxis values:
                DrawTicks(values, frame, canvas);
                break;
            default:
                throw new NotSupportedException($"No way is known to draw an axis of type {axis.GetType().Name}.");
        }
    }

    /// <summary>Draws what the axis shows, under everything that already hangs under the panel.</summary>
    public static void DrawCaption(Axis axis, PlotFrame frame, Canvas canvas)
    {
        if (axis.Caption.Length == 0)
        {
            return;
        }

        var size = frame.Style.LabelSize;
        var top = Math.Max(canvas.Extent.Bottom, frame.Plot.Bottom) + (frame.Style.Gap * 1.2);
        foreach (var line in LineBreaker.WrapEvenly(frame.Type, axis.Caption, size, frame.Plot.Width + 28))
        {
            var anchor = new Point(frame.Plot.X + (frame.Plot.Width / 2), top);
            canvas.AddText(
                Layer.Axes,
                frame.Type.Set(line, anchor, HorizontalAlign.Middle, VerticalAlign.Top, size, frame.Style.Ink)
            );
            top += size * Typesetter.LineSpacing;
        }
    }

    private static void DrawTicks(ValueAxis axis, PlotFrame frame, Canvas canvas)
    {
        var (plot, style) = (frame.Plot, frame.Style);
        foreach (var tick in AxisTicks.For(axis, frame.X, isVertical: false, style.SmallSize, frame.Type))
        {
            var x = frame.X.Map(tick.Value);
            var length = style.TickLength * (tick.IsMinor ? 0.6 : 1);
            canvas.AddLine(Layer.Axes, new(x, plot.Bottom), new(x, plot.Bottom + length), frame.AxisStroke);
            if (tick.IsMinor)
            {
                continue;
            }

            if (axis.Grid ?? false)
            {
                canvas.AddLine(
                    Layer.Grid,
                    new(x, plot.Y),
                    new(x, plot.Bottom),
                    new Stroke(style.Grid, style.GridWidth)
                );
            }

            var anchor = new Point(x, plot.Bottom + style.TickLength + style.Gap);
            canvas.AddText(
                Layer.Axes,
                frame.Type.Set(
                    tick.Label,
                    anchor,
                    HorizontalAlign.Middle,
                    VerticalAlign.Top,
                    style.SmallSize,
                    style.Ink
                )
            );
        }
    }
}

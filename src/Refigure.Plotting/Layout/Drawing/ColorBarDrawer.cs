using Refigure.Plotting.Colors;
using Refigure.Plotting.Layout.Axes;
using Refigure.Plotting.Marks;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Layout.Drawing;

/// <summary>Draws what the colours of a heat map mean, at the right of the plot.</summary>
internal static class ColorBarDrawer
{
    private const double Distance = 6;
    private const double Width = 7;

    public static void Draw(HeatMap map, PlotFrame frame, Canvas canvas)
    {
        var bar = new Rect(frame.Plot.Right + Distance, frame.Plot.Y, Width, frame.Plot.Height);
        if (!frame.IsMeasuring)
        {
            Paint(bar, canvas);
        }

        canvas.AddRect(Layer.Axes, bar, null, frame.AxisStroke);
        var (style, type) = (frame.Style, frame.Type);
        var scale = new Scale(map.Min, map.Max, bar.Bottom, bar.Y, IsLog: false);
        var right = bar.Right + style.TickLength;
        foreach (var tick in AxisTicks.For(map.Scale, scale, isVertical: true, style.SmallSize, type))
        {
            var y = scale.Map(tick.Value);
            canvas.AddLine(Layer.Axes, new(bar.Right, y), new(bar.Right + style.TickLength, y), frame.AxisStroke);
            var anchor = new Point(bar.Right + style.TickLength + style.Gap, y);
            var label = type.Set(
                tick.Label,
                anchor,
                HorizontalAlign.Start,
                VerticalAlign.Middle,
                style.SmallSize,
                style.Ink
            );
            right = Math.Max(right, canvas.AddText(Layer.Axes, label).Right);
        }

        DrawCaption(map.Scale.Caption, right, bar, frame, canvas);
    }

    private static void DrawCaption(string caption, double right, Rect bar, PlotFrame frame, Canvas canvas)
    {
        var (style, type, size) = (frame.Style, frame.Type, frame.Style.LabelSize);
        var baseline = right + (style.Gap * 1.4) + type.Top(size);
        foreach (var line in LineBreaker.WrapEvenly(type, caption, size, bar.Height * 1.02))
        {
            var anchor = new Point(baseline, bar.Y + (bar.Height / 2));
            canvas.AddText(
                Layer.Axes,
                type.Set(line, anchor, HorizontalAlign.Middle, VerticalAlign.Baseline, size, style.Ink, angle: 90)
            );
            baseline += size * Typesetter.LineSpacing;
        }
    }

    private static void Paint(Rect bar, Canvas canvas)
    {
        for (var step = Viridis.Count - 1; step >= 0; step--)
        {
            // From the top down each strip reaches to the bottom, and the next one is painted over it: no seams.
            var top = bar.Bottom - (bar.Height * (step + 1) / Viridis.Count);
            canvas.AddRect(Layer.Marks, new(bar.X, top, bar.Width, bar.Bottom - top), new Fill(Viridis.Color(step)));
        }
    }
}

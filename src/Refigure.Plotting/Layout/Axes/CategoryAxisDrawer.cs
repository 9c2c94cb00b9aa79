using Refigure.Plotting.Figures;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Layout.Axes;

/// <summary>Draws the names under a panel.</summary>
internal static class CategoryAxisDrawer
{
    /// <summary>How much farther than the y axis turned names may reach to the left.</summary>
    private const double Tolerance = 14;

    public static void Draw(CategoryAxis axis, PlotFrame frame, Canvas canvas)
    {
        var (style, size) = (frame.Style, frame.Style.SmallSize);
        var leftRoom = frame.X.Map(0) - Math.Min(canvas.Extent.X, frame.Plot.X) + Tolerance;
        var arrangement = CategoryArranger.Arrange(axis.Categories, frame.Pitch, leftRoom, size, frame.Type);
        var top = frame.Plot.Bottom + style.TickLength + style.Gap;
        for (var i = 0; i < arrangement.Names.Length; i += arrangement.Every)
        {
            var lines = arrangement.Names[i];
            var x = frame.X.Map(i);
            if (lines is [""])
            {
                continue;
            }

            canvas.AddLine(
                Layer.Axes,
                new(x, frame.Plot.Bottom),
                new(x, frame.Plot.Bottom + style.TickLength),
                frame.AxisStroke
            );
            if (arrangement.Angle != 0)
            {
                canvas.AddText(Layer.Axes, Turned(lines[0], x, top, arrangement.Angle, frame));
                continue;
            }

            for (var line = 0; line < lines.Length; line++)
            {
                var y = top + (line * size * Typesetter.LineSpacing);
                canvas.AddText(
                    Layer.Axes,
                    frame.Type.Set(
                        lines[line],
                        new(x, y),
                        HorizontalAlign.Middle,
                        VerticalAlign.Top,
                        size,
                        line == 0 || arrangement.AreWrapped ? style.Ink : style.Muted
                    )
                );
            }
        }
    }

    /// <summary>The end of a turned name points at its tick: the middle of its last letter stands under it.</summary>
    private static TextItem Turned(string name, double x, double top, double angle, PlotFrame frame)
    {
        var size = frame.Style.SmallSize;
        var half = frame.Type.Top(size) / 2 * Math.Sin(angle * Math.PI / 180);
        var anchor = new Point(x + (angle < 90 ? 1.5 : 0) - half, top);
        return frame.Type.Set(name, anchor, HorizontalAlign.End, VerticalAlign.Top, size, frame.Style.Ink, angle);
    }
}

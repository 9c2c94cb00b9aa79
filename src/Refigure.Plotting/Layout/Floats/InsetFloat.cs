using Refigure.Plotting.Figures;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Layout.Floats;

/// <summary>Measures and draws a small plot.</summary>
internal static class InsetFloat
{
    private const double LeastWidth = 80;
    private const double LeastHeight = 54;

    public static Floating Of(Inset inset, PlotFrame frame)
    {
        var plot = frame.Plot;
        var width = Math.Min(Math.Max(inset.Width * plot.Width, LeastWidth), plot.Width * 0.8);
        var height = Math.Min(Math.Max(inset.Height * plot.Height, LeastHeight), plot.Height * 0.8);
        var bare = inset.Panel with { Insets = [], Notes = [], Legends = [] };
        var style = frame.Style with { LabelSize = frame.Style.SmallSize, TickLength = 2, Gap = 1.8 };
        void Draw(Rect place, Canvas canvas)
        {
            canvas.AddRect(Layer.Floats, place, new(Rgb.White));
            if (!frame.IsMeasuring)
            {
                var layout = new PanelLayout(bare, style, frame.Type, isBoxed: true);
                canvas.Include(Layer.Floats, layout.DrawWithin(place));
            }
        }

        return new(width, height, inset.Anchor, inset.Center, Preferred: new(0, 1), Draw);
    }
}

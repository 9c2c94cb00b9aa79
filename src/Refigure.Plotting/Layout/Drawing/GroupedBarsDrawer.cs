using Refigure.Plotting.Marks;

namespace Refigure.Plotting.Layout.Drawing;

/// <summary>Draws series of bars side by side.</summary>
internal static class GroupedBarsDrawer
{
    public static void Draw(GroupedBars mark, PlotFrame frame, Canvas canvas)
    {
        if (mark.Series.IsEmpty)
        {
            return;
        }

        var width = frame.BarWidth(mark.Width / mark.Series.Length);
        var shapes = new List<BarShape>();
        for (var i = 0; i < mark.Series.Length; i++)
        {
            var series = mark.Series[i];
            var offset = (i - (mark.Series.Length / 2.0)) * width;
            for (var category = 0; category < series.Bars.Length; category++)
            {
                if (series.Bars[category] is { Value: { } value } bar && double.IsFinite(value))
                {
                    var left = frame.X.Map(category) + offset;
                    shapes.Add(BarPainter.Paint(bar, bar.Fill ?? series.Fill, left, width, null, value, frame, canvas));
                }
            }
        }

        var pitch = mark.Series.Length == 1 ? frame.Pitch : width;
        new BarLabeller(frame, canvas).Label(shapes, width, pitch);
    }
}

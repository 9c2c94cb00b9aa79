using Refigure.Plotting.Marks;

namespace Refigure.Plotting.Layout.Drawing;

/// <summary>Draws bars made of parts.</summary>
internal static class StackedBarsDrawer
{
    public static void Draw(StackedBars mark, PlotFrame frame, Canvas canvas)
    {
        var width = frame.BarWidth(mark.Width);
        var labeller = new StackLabeller(frame, canvas);
        foreach (var stack in StackSegments.Of(mark).GroupBy(segment => segment.Category))
        {
            var left = frame.X.Map(stack.Key) - (width / 2);
            var shapes = new List<BarShape>();
            foreach (var (_, from, to, bar, fill) in stack)
            {
                shapes.Add(BarPainter.Paint(bar, fill, left, width, from, to, frame, canvas));
            }

            labeller.Label(shapes, mark.LabelsBeside, frame.Pitch - width);
            if (stack.Key < mark.Totals.Length && mark.Totals[stack.Key] is { Length: > 0 } total)
            {
                labeller.Total(shapes, total, frame.Pitch);
            }
        }
    }
}

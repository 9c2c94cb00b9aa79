using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Layout.Drawing;

/// <summary>Draws a line with caps from one value to another; where they are the same it is a single cap.</summary>
internal static class ErrorBarDrawer
{
    /// <returns>The upper and the lower end in points.</returns>
    public static (double Top, double Bottom) Draw(
        double x,
        double from,
        double to,
        double cap,
        PlotFrame frame,
        Canvas canvas,
        Rgb? color = null
    )
    {
        var high = frame.Y.MapInside(to);
        var low = frame.Y.IsLog && from <= 0 ? frame.Y.From : frame.Y.MapInside(from);
        if (double.IsNaN(high) || double.IsNaN(low))
        {
            return (double.NaN, double.NaN);
        }

        var (top, bottom) = (Math.Min(high, low), Math.Max(high, low));
        var half = cap / 2;
        var path = new PathGeometry(
            [PathVerb.Move, PathVerb.Line, PathVerb.Move, PathVerb.Line, PathVerb.Move, PathVerb.Line],
            [
                new(x, top),
                new(x, bottom),
                new(x - half, top),
                new(x + half, top),
                new(x - half, bottom),
                new(x + half, bottom),
            ]
        );
        var bounds = new Rect(x - half, top, cap, bottom - top);
        canvas.Add(
            Layer.Marks,
            new PathItem(path, null, new(color ?? frame.Style.Ink, frame.Style.ErrorWidth)),
            bounds
        );
        canvas.Obstacles.Add(Canvas.Grown(bounds, frame.Style.ErrorWidth / 2));
        return (top, bottom);
    }
}

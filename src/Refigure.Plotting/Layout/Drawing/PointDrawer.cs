using System.Collections.Immutable;
using Refigure.Plotting.Colors;
using Refigure.Plotting.Marks;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Layout.Drawing;

/// <summary>Draws markers and the error bars of points; points outside the plot are left out.</summary>
internal static class PointDrawer
{
    public static void Draw(ImmutableArray<PlotPoint> points, MarkerStyle marker, PlotFrame frame, Canvas canvas)
    {
        foreach (var point in points)
        {
            var place = new Point(frame.X.Map(point.X), frame.Y.Map(point.Y));
            if (!IsInside(place, frame.Plot))
            {
                continue;
            }

            if (point.Ends is { } ends)
            {
                var cap = Math.Min(frame.Style.ErrorCap, marker.Size + 1);
                // Where curves meet, its colour says whose it is.
                var color = Palette.AsText(point.Color ?? marker.Color);
                ErrorBarDrawer.Draw(place.X, ends.Low, ends.High, cap, frame, canvas, color);
            }

            var own = marker with { Color = point.Color ?? marker.Color, Shape = point.Marker ?? marker.Shape };
            var bounds = Canvas.Grown(new(place.X, place.Y, 0, 0), marker.Size * 0.7);
            canvas.Add(Layer.Marks, MarkerShapes.At(place, own), bounds);
            canvas.Obstacles.Add(bounds);
            canvas.Mark(point.Tag, bounds);
        }
    }

    private static bool IsInside(Point place, Rect plot)
    {
        const double Slack = 0.01;
        return place.X >= plot.X - Slack
            && place.X <= plot.Right + Slack
            && place.Y >= plot.Y - Slack
            && place.Y <= plot.Bottom + Slack;
    }
}

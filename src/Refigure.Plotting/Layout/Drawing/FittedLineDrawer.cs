using System.Collections.Immutable;
using Refigure.Plotting.Marks;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Layout.Drawing;

/// <summary>Draws a straight line of data units; on a log axis it is a curve, and drawn as one.</summary>
internal static class FittedLineDrawer
{
    public static void Draw(FittedLine mark, PlotFrame frame, Canvas canvas)
    {
        var count = frame.X.IsLog || frame.Y.IsLog ? 64 : 1;
        var places = ImmutableArray.CreateBuilder<Point>(count + 1);
        for (var i = 0; i <= count; i++)
        {
            var share = (double)i / count;
            var x =
                frame.X.IsLog && mark.FromX > 0
                    ? mark.FromX * Math.Pow(mark.ToX / mark.FromX, share)
                    : mark.FromX + (share * (mark.ToX - mark.FromX));
            var place = new Point(frame.X.Map(x), frame.Y.Map(mark.Intercept + (mark.Slope * x)));
            if (double.IsFinite(place.X) && double.IsFinite(place.Y))
            {
                places.Add(place);
            }
        }

        LineDrawer.Stroke(places.ToImmutable(), mark.Line.ToStroke(), frame, canvas);
    }
}

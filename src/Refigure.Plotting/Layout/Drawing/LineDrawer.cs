using System.Collections.Immutable;
using Refigure.Plotting.Marks;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Layout.Drawing;

/// <summary>Draws lines through points, straight or in steps, cut at the edges of the plot.</summary>
internal static class LineDrawer
{
    /// <summary>Lines are obstacles in pieces of this length, so that a slanting one does not block its whole rectangle.</summary>
    private const double PieceLength = 6;

    private const double Reach = 1.5;

    public static void Draw(LineMark mark, PlotFrame frame, Canvas canvas)
    {
        foreach (var piece in Pieces(mark.Points, mark.IsStep, frame))
        {
            Stroke(piece, mark.Line.ToStroke(), frame, canvas);
        }

        if (mark.Marker is { } marker)
        {
            PointDrawer.Draw(mark.Points, marker, frame, canvas);
            return;
        }

        // Points without a marker are pointed at near the line.
        foreach (var point in mark.Points)
        {
            var place = Canvas.Grown(new(frame.X.Map(point.X), frame.Y.Map(point.Y), 0, 0), Reach);
            if (place.Overlaps(frame.Plot))
            {
                canvas.Mark(point.Tag, place);
            }
        }
    }

    /// <summary>The places of the points, in pieces between missing values.</summary>
    public static IEnumerable<ImmutableArray<Point>> Pieces(
        ImmutableArray<PlotPoint> points,
        bool isStep,
        PlotFrame frame
    )
    {
        var piece = ImmutableArray.CreateBuilder<Point>();
        foreach (var point in points)
        {
            var place = new Point(frame.X.Map(point.X), frame.Y.Map(point.Y));
            if (double.IsNaN(place.X) || double.IsNaN(place.Y))
            {
                if (piece.Count > 0)
                {
                    yield return piece.ToImmutable();
                    piece.Clear();
                }

                continue;
            }

            if (isStep && piece.Count > 0)
            {
                piece.Add(new(place.X, piece[^1].Y));
            }

            piece.Add(place);
        }

        if (piece.Count > 0)
        {
            yield return piece.ToImmutable();
        }
    }

    public static void Stroke(ImmutableArray<Point> places, Stroke stroke, PlotFrame frame, Canvas canvas)
    {
        SceneItem item = new PathItem(PathGeometry.Polyline(places), null, stroke);
        var slack = Canvas.Grown(frame.Plot, 0.01);
        if (places.Any(place => !slack.Contains(new(place.X, place.Y, 0, 0))))
        {
            item = new ClipItem(frame.Plot, [item]);
        }

        canvas.Add(Layer.Marks, item, frame.Plot);
        for (var i = 1; i < places.Length; i++)
        {
            Block(places[i - 1], places[i], frame.Plot, canvas);
        }
    }

    private static void Block(Point from, Point to, Rect plot, Canvas canvas)
    {
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        var level = dx == 0 || dy == 0;
        var count = level ? 1 : (int)Math.Clamp(Math.Sqrt((dx * dx) + (dy * dy)) / PieceLength, 1, 200);
        for (var i = 0; i < count; i++)
        {
            var start = new Point(from.X + (dx * i / count), from.Y + (dy * i / count));
            var end = new Point(from.X + (dx * (i + 1) / count), from.Y + (dy * (i + 1) / count));
            var bounds = Canvas.Grown(Canvas.Around(start, end), 0.5);
            if (bounds.Overlaps(plot))
            {
                canvas.Obstacles.Add(bounds);
            }
        }
    }
}

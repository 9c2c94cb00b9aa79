using Refigure.Plotting.Marks;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Layout.Drawing;

/// <summary>Draws the area under a line.</summary>
internal static class AreaDrawer
{
    public static void Draw(AreaMark mark, PlotFrame frame, Canvas canvas)
    {
        foreach (var piece in LineDrawer.Pieces(mark.Points, mark.IsStep, frame))
        {
            var outline = piece.Add(new(piece[^1].X, frame.BaselineY)).Add(new(piece[0].X, frame.BaselineY));
            var item = new PathItem(PathGeometry.Polygon(outline), mark.Fill);
            canvas.Add(Layer.Marks, new ClipItem(frame.Plot, [item]), frame.Plot);
            for (var i = 1; i < piece.Length; i++)
            {
                var top = Math.Min(piece[i - 1].Y, piece[i].Y);
                canvas.Obstacles.Add(Canvas.Around(new(piece[i - 1].X, top), new(piece[i].X, frame.BaselineY)));
            }

            if (mark.Line is { } line)
            {
                LineDrawer.Stroke(piece, line.ToStroke(), frame, canvas);
            }
        }
    }
}

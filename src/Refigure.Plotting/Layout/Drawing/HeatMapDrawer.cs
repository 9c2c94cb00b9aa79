using Refigure.Plotting.Colors;
using Refigure.Plotting.Marks;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Layout.Drawing;

/// <summary>
/// Draws a matrix as coloured rectangles: neighbours of one colour in a row are one rectangle, the commonest
/// colour is one under all others, and each colour is one path, which keeps the files small.
/// </summary>
internal static class HeatMapDrawer
{
    /// <summary>Rectangles reach a little under their right and lower neighbours: viewers show seams between exact ones.</summary>
    private const double Overlap = 0.06;
    private const int Missing = Viridis.Count;

    /// <exception cref="ArgumentException">The number of values is not rows × columns.</exception>
    public static void Draw(HeatMap map, PlotFrame frame, Canvas canvas)
    {
        if (map.Values.Length != map.Rows * map.Columns)
        {
            throw new ArgumentException(
                $"A heat map of {map.Rows} rows and {map.Columns} columns needs {map.Rows * map.Columns} values, not {map.Values.Length}.",
                nameof(map)
            );
        }

        canvas.Obstacles.Add(frame.Plot);
        if (!frame.IsMeasuring && !map.Values.IsEmpty)
        {
            Paint(map, frame, canvas);
            for (var row = 0; row < map.RowTags.Length; row++)
            {
                canvas.Mark(map.RowTags[row], Cell(map, frame, row, row + 1, 0, map.Columns));
            }
        }

        ColorBarDrawer.Draw(map, frame, canvas);
    }

    private static void Paint(HeatMap map, PlotFrame frame, Canvas canvas)
    {
        var steps = new int[map.Values.Length];
        var counts = new int[Missing + 1];
        for (var i = 0; i < steps.Length; i++)
        {
            var value = map.Values[i];
            steps[i] = double.IsFinite(value) ? Viridis.Step(value, map.Min, map.Max) : Missing;
            counts[steps[i]]++;
        }

        var common = Array.IndexOf(counts, counts.Max());
        var paths = new RectanglePath?[Missing + 1];
        var whole = Cell(map, frame, 0, map.Rows, 0, map.Columns);
        (paths[common] = new()).Add(whole);
        for (var row = 0; row < map.Rows; row++)
        {
            for (var column = 0; column < map.Columns; )
            {
                var (start, step) = (column, steps[(row * map.Columns) + column]);
                while (column < map.Columns && steps[(row * map.Columns) + column] == step)
                {
                    column++;
                }

                if (step != common)
                {
                    (paths[step] ??= new()).Add(Cell(map, frame, row, row + 1, start, column));
                }
            }
        }

        Emit(paths, common, whole, frame, canvas);
    }

    private static void Emit(RectanglePath?[] paths, int common, Rect whole, PlotFrame frame, Canvas canvas)
    {
        var items = new List<SceneItem>();
        items.Add(new PathItem(paths[common]!.ToGeometry(), new Fill(ColorOf(common))));
        for (var step = 0; step < paths.Length; step++)
        {
            if (step != common && paths[step] is { } path)
            {
                items.Add(new PathItem(path.ToGeometry(), new Fill(ColorOf(step))));
            }
        }

        canvas.Add(Layer.Marks, new ClipItem(frame.Plot, [.. items]), frame.Plot);
    }

    private static Rgb ColorOf(int step) => step == Missing ? Rgb.White : Viridis.Color(step);

    private static Rect Cell(HeatMap map, PlotFrame frame, int row, int rowEnd, int column, int columnEnd)
    {
        var (width, height) = ((map.ToX - map.FromX) / map.Columns, (map.ToY - map.FromY) / map.Rows);
        var from = new Point(frame.X.Map(map.FromX + (column * width)), frame.Y.Map(map.FromY + (row * height)));
        var to = new Point(frame.X.Map(map.FromX + (columnEnd * width)), frame.Y.Map(map.FromY + (rowEnd * height)));
        var rect = Canvas.Around(from, to);
        return rect with { Width = rect.Width + Overlap, Height = rect.Height + Overlap };
    }
}

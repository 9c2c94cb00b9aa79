using Refigure.Plotting.Rendering;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Tests.Rendering;

public sealed class PlainRectsTests
{
    private static readonly Rgb[] Colors = [new(20, 0, 0), new(0, 120, 0), new(200, 200, 0), new(255, 255, 255)];

    [Fact]
    public void Cells_of_a_colour_come_together_and_join_in_a_row()
    {
        var (dark, light) = (Colors[0], Colors[2]);
        var batch = Gather(Cell(0, 0, light), Cell(1, 0, dark), Cell(2, 0, dark), Cell(3, 0, light));
        batch.End.ShouldBe(4);
        batch.Rects.Count.ShouldBe(3);
        batch.Rects[0].ShouldBe(new PlainRect(new GridRect(950, 0, 3050, 500), dark)); // reaches under both light ones
        batch.Rects[1].ShouldBe(new PlainRect(new GridRect(0, 0, 1000, 500), light));
        batch.Rects[2].ShouldBe(new PlainRect(new GridRect(3000, 0, 4000, 500), light));
    }

    [Fact]
    public void Rectangles_that_overlap_keep_their_order()
    {
        var batch = Gather(Box(0, 0, 10, 10, Colors[3]), Box(5, 5, 10, 10, Colors[0]), Box(6, 6, 2, 2, Colors[3]));
        batch.Rects.Count.ShouldBe(3);
        batch.Rects[1].ShouldBe(new PlainRect(new GridRect(500, 500, 1500, 1500), Colors[0]));
        batch.Rects[2].Color.ShouldBe(Colors[3]);
    }

    [Fact]
    public void Outlined_hatched_and_other_shapes_end_the_batch()
    {
        var shape = PathGeometry.Rectangle(new Rect(0, 0, 5, 5));
        Gather(Cell(0, 0, Colors[0]), new PathItem(shape, new Fill(Colors[0]), new Stroke(Rgb.Black, 1)))
            .End.ShouldBe(1);
        Gather(Cell(0, 0, Colors[0]), new PathItem(shape, new Fill(Colors[0], Hatch.Dots, Rgb.Black))).End.ShouldBe(1);
        Gather(Cell(0, 0, Colors[0]), new PathItem(PathGeometry.Circle(new(5, 5), 2), new Fill(Colors[0])))
            .End.ShouldBe(1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_point_of_a_map_shows_the_colour_that_it_had(int seed)
    {
        const int Columns = 14;
        const int Rows = 9;
        var random = new Random(seed);
        var map = new Rgb?[Columns, Rows];
        var cells = new List<SceneItem>();
        for (var row = 0; row < Rows; row++)
        {
            for (var column = 0; column < Columns; column++)
            {
                if (random.Next(8) > 0)
                {
                    var color = Colors[random.Next(Colors.Length)];
                    map[column, row] = color;
                    cells.Add(Cell(column, row, color));
                }
            }
        }

        var shuffled = cells.ToArray();
        random.Shuffle(shuffled);
        var rects = Gather(shuffled).Rects;

        // In the middle of each cell, and close to its edges and corners, on both sides of each.
        foreach (var (x, y) in Probes(Columns, Rows))
        {
            var (column, row) = ((int)Math.Floor(x / 1000.0), (int)Math.Floor(y / 500.0));
            var inside = column >= 0 && column < Columns && row >= 0 && row < Rows;
            Painted(rects, x, y).ShouldBe(inside ? map[column, row] : null, $"at {x}, {y}");
        }
    }

    [Fact]
    public void Neighbours_of_different_colours_reach_under_one_another()
    {
        var rects = Gather(
            Cell(0, 0, Colors[2]),
            Cell(1, 0, Colors[0]),
            Cell(0, 1, Colors[1]),
            Cell(1, 1, Colors[3])
        ).Rects;
        rects[0].ShouldBe(new PlainRect(new GridRect(950, 0, 2000, 550), Colors[0]));

        // The second would cover a corner of the first, so it reaches to the side and up in two parts.
        rects[1].ShouldBe(new PlainRect(new GridRect(0, 500, 1050, 1000), Colors[1]));
        rects[2].ShouldBe(new PlainRect(new GridRect(0, 450, 1000, 1000), Colors[1]));
        rects[3].ShouldBe(new PlainRect(new GridRect(0, 0, 1000, 500), Colors[2]));
        rects[4].ShouldBe(new PlainRect(new GridRect(1000, 500, 2000, 1000), Colors[3]));
    }

    private static IEnumerable<(int X, int Y)> Probes(int columns, int rows)
    {
        int[] offsets = [-49, -1, 1, 49, 250];
        for (var column = 0; column <= columns; column++)
        {
            for (var row = 0; row <= rows; row++)
            {
                foreach (var dx in offsets)
                {
                    foreach (var dy in offsets)
                    {
                        yield return ((column * 1000) + dx, (row * 500) + dy);
                    }
                }
            }
        }
    }

    private static Rgb? Painted(RectList rects, int x, int y)
    {
        Rgb? color = null;
        for (var i = 0; i < rects.Count; i++)
        {
            var rect = rects[i].Rect;
            if (x > rect.Left && x < rect.Right && y > rect.Top && y < rect.Bottom)
            {
                color = rects[i].Color;
            }
        }

        return color;
    }

    private static RectBatch Gather(params SceneItem[] items) => PlainRects.Gather([.. items], 0).ShouldNotBeNull();

    private static PathItem Cell(int column, int row, Rgb color) => Box(column * 10, row * 5, 10, 5, color);

    private static PathItem Box(double x, double y, double width, double height, Rgb color) =>
        new(PathGeometry.Rectangle(new Rect(x, y, width, height)), new Fill(color));
}

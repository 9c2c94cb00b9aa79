using System.Collections.Immutable;
using Refigure.Plotting.Colors;
using Refigure.Plotting.Figures;
using Refigure.Plotting.Layout;
using Refigure.Plotting.Marks;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Tests.Layout;

public sealed class HeatMapFigureTests
{
    private static Figure Map(int rows, int columns, params ImmutableArray<double> values) =>
        new()
        {
            Panels =
            [
                new Panel
                {
                    X = new ValueAxis("Time", "s"),
                    Y = new ValueAxis("Core") { IsReversed = true },
                    Marks = [new HeatMap(rows, columns, values, 0, 100, 0, columns, 0, rows, new("Usage", "%"))],
                },
            ],
        };

    private static Scene Draw(Figure figure) => FigureLayout.Arrange(figure, new PlainMeasurer());

    /// <summary>The cells' paths, without the colour bar's.</summary>
    private static ImmutableArray<PathItem> Cells(Scene scene) =>
        [.. scene.Items.OfType<ClipItem>().Single().Items.Cast<PathItem>()];

    [Fact]
    public void Neighbours_of_one_colour_are_one_rectangle_over_the_commonest_colour()
    {
        var cells = Cells(Draw(Map(2, 4, 0, 100, 100, 0, 0, 0, 0, 100)));

        cells.Length.ShouldBe(2);
        cells[0].Fill!.Color.ShouldBe(Viridis.Color(0));
        cells[0].Path.Points.Length.ShouldBe(4);
        cells[1].Fill!.Color.ShouldBe(Viridis.Color(255));
        cells[1].Path.Points.Length.ShouldBe(8);
    }

    [Fact]
    public void Cells_lie_where_their_row_and_column_say_with_row_0_at_the_top()
    {
        var scene = Draw(Map(2, 4, 0, 100, 0, 0, 0, 0, 0, 0));

        var plot = scene.Items.OfType<ClipItem>().Single().Bounds;
        var cell = Cells(scene)[1].Path.Points;
        cell[0].X.ShouldBe(plot.X + (plot.Width / 4), 1e-6);
        cell[0].Y.ShouldBe(plot.Y, 1e-6);
        cell[2].X.ShouldBe(plot.X + (plot.Width / 2), 0.1);
        cell[2].Y.ShouldBe(plot.Y + (plot.Height / 2), 0.1);
    }

    [Fact]
    public void A_missing_value_is_white()
    {
        var cells = Cells(Draw(Map(1, 3, 0, double.NaN, 0)));

        cells[1].Fill!.Color.ShouldBe(Rgb.White);
    }

    [Fact]
    public void Values_beyond_the_limits_take_the_nearest_colour()
    {
        var cells = Cells(Draw(Map(1, 3, -5, 250, 0)));

        cells.Select(cell => cell.Fill!.Color).ShouldBe([Viridis.Color(0), Viridis.Color(255)]);
    }

    [Fact]
    public void The_colour_bar_shows_what_the_colours_mean()
    {
        var reader = new SceneReader(Draw(Map(1, 2, 0, 100)));

        reader.Strings.ShouldContain("Usage (%)");
        reader.Strings.ShouldContain("100");
        reader.AreasOf(Viridis.Color(128)).Count.ShouldBe(1);
    }

    [Fact]
    public void Values_that_do_not_fill_the_matrix_are_refused()
    {
        var error = Should.Throw<ArgumentException>(() => Draw(Map(2, 2, 1, 2, 3)));

        error.Message.ShouldContain("2 rows and 2 columns needs 4 values, not 3");
    }
}

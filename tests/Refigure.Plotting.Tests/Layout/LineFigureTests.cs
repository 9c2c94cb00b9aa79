using System.Collections.Immutable;
using Refigure.Plotting.Colors;
using Refigure.Plotting.Figures;
using Refigure.Plotting.Layout;
using Refigure.Plotting.Marks;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Tests.Layout;

public sealed class LineFigureTests
{
    private static SceneReader Draw(ValueAxis x, ValueAxis y, params ImmutableArray<Mark> marks) =>
        new(
            FigureLayout.Arrange(
                new Figure
                {
                    Panels =
                    [
                        new Panel
                        {
                            X = x,
                            Y = y,
                            Marks = marks,
                        },
                    ],
                },
                new PlainMeasurer()
            )
        );

    private static IEnumerable<ImmutableArray<Point>> Strokes(SceneReader scene, Rgb color) =>
        scene.Paths.Where(path => path.Fill is null && path.Stroke?.Color == color).Select(path => path.Path.Points);

    [Fact]
    public void A_missing_point_interrupts_its_line()
    {
        var line = new LineMark("", [new(0, 1), new(1, 2), new(2, double.NaN), new(3, 3), new(4, 1)], Palette.Line(0));

        var scene = Draw(new(), new(), line);

        Strokes(scene, Palette.Main).Select(points => points.Length).ShouldBe([2, 2]);
    }

    [Fact]
    public void Steps_hold_a_value_until_the_next_point()
    {
        var line = new LineMark("", [new(0, 1), new(1, 2), new(2, 5)], Palette.Line(0)) { IsStep = true };

        var points = Strokes(Draw(new(), new(), line), Palette.Main).Single();

        points.Length.ShouldBe(5);
        points[1].Y.ShouldBe(points[0].Y);
        points[1].X.ShouldBe(points[2].X);
        points[3].Y.ShouldBe(points[2].Y);
    }

    [Fact]
    public void An_error_bar_may_be_longer_on_one_side()
    {
        var point = new PlotPoint(1, 10) { Low = 8, High = 16 };

        var scene = Draw(
            new(),
            new() { Min = 0, Max = 20 },
            new LineMark("", [point], Palette.Line(0), Palette.Marker(0))
        );

        var bar = Strokes(scene, Palette.AsText(Palette.Main)).Single(points => points.Length == 6);
        var marker = scene.Paths.Single(path => path.Fill?.Color == Palette.Main).Path.Points;
        var middle = (marker.Min(p => p.Y) + marker.Max(p => p.Y)) / 2;
        ((middle - bar[0].Y) / (bar[1].Y - middle)).ShouldBe(3, 1e-6);
    }

    [Fact]
    public void An_axis_of_doublings_has_its_ticks_at_powers_of_two()
    {
        var line = new LineMark("", [new(1, 1), new(256, 2)], Palette.Line(0));

        var scene = Draw(new() { IsLog = true, LogBase = 2 }, new() { Min = 0.25, Max = 2.75 }, line);

        scene.Strings.Where(t => t is "16" or "64" or "256" or "10" or "100").ShouldBe(["16", "64", "256"]);
    }

    [Fact]
    public void A_fitted_line_passes_through_the_points_that_it_fits()
    {
        var points = new ScatterMark("", [new(1, 3), new(2, 5), new(4, 9)], new(MarkerShape.Circle, Palette.Color(5)));
        var fit = new FittedLine("", 2, 1, 1, 4, new LineStyle(Rgb.Black, [2, 1]));

        var scene = Draw(new(), new(), points, fit);

        var ends = Strokes(scene, Rgb.Black).Single();
        var discs = scene
            .Paths.Where(path => path.Fill?.Color == Palette.Color(5))
            .Select(path => (path.Path.Points.Min(p => p.Y) + path.Path.Points.Max(p => p.Y)) / 2)
            .ToList();
        ends[0].Y.ShouldBe(discs[0], 0.01);
        ends[1].Y.ShouldBe(discs[2], 0.01);
    }

    [Fact]
    public void Points_beyond_the_named_limits_are_not_drawn()
    {
        var points = new ScatterMark("", [new(1, 1), new(2, 50)], new(MarkerShape.Square, Palette.Color(5)));

        var scene = Draw(new(), new() { Min = 0, Max = 10 }, points);

        scene.AreasOf(Palette.Color(5)).Count.ShouldBe(1);
    }

    [Fact]
    public void Lines_beyond_the_named_limits_are_clipped_to_the_plot()
    {
        var line = new LineMark("", [new(0, 1), new(1, 500)], Palette.Line(0));
        var figure = new Figure
        {
            Panels =
            [
                new Panel
                {
                    X = new ValueAxis(),
                    Y = new ValueAxis { Min = 0, Max = 10 },
                    Marks = [line],
                },
            ],
        };

        var scene = FigureLayout.Arrange(figure, new PlainMeasurer());

        scene.Items.OfType<ClipItem>().Single().Bounds.Height.ShouldBeLessThan(scene.Height);
    }

    [Fact]
    public void Values_that_a_log_axis_cannot_show_are_left_out()
    {
        var points = new ScatterMark("", [new(1, 0), new(2, 10), new(3, 100)], new(MarkerShape.Square, Palette.Main));

        Draw(new(), new() { IsLog = true }, points).AreasOf(Palette.Main).Count.ShouldBe(2);
    }

    [Fact]
    public void An_area_reaches_down_to_zero()
    {
        var fill = new Fill(Palette.Tint(Palette.Main, 0.3));
        var area = new AreaMark("", [new(0, 2), new(1, 4)], fill);
        var bars = Draw(new(), new(), area);

        var points = bars.Paths.Single(path => path.Fill == fill).Path.Points;

        points.Length.ShouldBe(4);
        points[2].Y.ShouldBe(points[3].Y);
        ((points[2].Y - points[1].Y) / (points[3].Y - points[0].Y)).ShouldBe(2, 1e-9);
    }

    [Fact]
    public void The_text_of_a_reference_line_evades_what_is_drawn()
    {
        var over = new LineMark("", [new(5, 9.3), new(10, 9.3)], Palette.Line(0));
        var under = new LineMark("", [new(5, 8.7), new(10, 8.7)], Palette.Line(0));
        var limit = new ReferenceLine(9, new LineStyle(Rgb.Black), "limit");

        var scene = Draw(new() { Min = 0, Max = 10 }, new() { Min = 0, Max = 10 }, over, under, limit);

        var firstX = Strokes(scene, Palette.Main).First()[0].X;
        scene.Text("limit").Box.Bounds.Right.ShouldBeLessThan(firstX);
    }

    [Fact]
    public void A_reference_line_out_of_the_limits_is_not_drawn()
    {
        var limit = new ReferenceLine(90, new LineStyle(Palette.Color(5)), "limit");

        var scene = Draw(new(), new() { Min = 0, Max = 10 }, limit);

        scene.Strings.ShouldNotContain("limit");
        Strokes(scene, Palette.Color(5)).ShouldBeEmpty();
    }

    [Fact]
    public void A_panel_without_any_value_still_has_axes()
    {
        var scene = Draw(new("x"), new("y"), new LineMark("", [], Palette.Line(0)));

        scene.Strings.ShouldContain("x");
        scene.Strings.ShouldContain("0");
    }
}

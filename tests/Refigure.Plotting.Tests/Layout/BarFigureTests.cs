using System.Collections.Immutable;
using Refigure.Plotting.Colors;
using Refigure.Plotting.Figures;
using Refigure.Plotting.Layout;
using Refigure.Plotting.Marks;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Tests.Layout;

public sealed class BarFigureTests
{
    private static readonly Fill Blue = new(Palette.Main);

    private static SceneReader Draw(
        ImmutableArray<Bar> bars,
        ValueAxis? y = null,
        Fill? fill = null,
        FigureFormat? format = null
    ) =>
        new(
            FigureLayout.Arrange(
                new Figure
                {
                    Format = format ?? FigureFormat.Column,
                    Panels =
                    [
                        new Panel
                        {
                            X = new CategoryAxis([.. bars.Select((_, i) => $"c{i}")]),
                            Y = y ?? new ValueAxis("Time", "s"),
                            Marks = [new GroupedBars([new BarSeries("", bars, fill ?? Blue)])],
                        },
                    ],
                },
                new PlainMeasurer()
            )
        );

    [Fact]
    public void Heights_are_proportional_to_values()
    {
        var bars = Draw([new Bar(1), new Bar(2), new Bar(3.5)]).AreasOf(Blue.Color);

        bars.Count.ShouldBe(3);
        (bars[1].Height / bars[0].Height).ShouldBe(2, 1e-9);
        (bars[2].Height / bars[0].Height).ShouldBe(3.5, 1e-9);
        bars.Select(bar => bar.Bottom).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public void A_missing_value_leaves_its_place_empty()
    {
        var scene = Draw([new Bar(1), new Bar(null, Label: "?"), new Bar(3)]);

        var bars = scene.AreasOf(Blue.Color);
        bars.Count.ShouldBe(2);
        (bars[1].X - bars[0].X).ShouldBeGreaterThan(bars[0].Width * 2);
        scene.Strings.ShouldNotContain("?");
        scene.Strings.ShouldContain("c1");
    }

    [Fact]
    public void Error_bars_reach_from_value_minus_error_to_value_plus_error()
    {
        var scene = Draw([new Bar(4, Error: 0.5)]);

        var bar = scene.AreasOf(Blue.Color).Single();
        var unit = bar.Height / 4;
        var points = scene.Lines(6).Single().Path.Points;
        points.Min(p => p.Y).ShouldBe(bar.Y - (unit / 2), 1e-9);
        points.Max(p => p.Y).ShouldBe(bar.Y + (unit / 2), 1e-9);
        points[0].X.ShouldBe(bar.X + (bar.Width / 2), 1e-9);
    }

    [Fact]
    public void Negative_bars_hang_under_zero_and_their_values_stay_over_the_tick_labels()
    {
        var scene = Draw([new Bar(2, Label: "2.00"), new Bar(-0.1, 0.05, "−0.10")]);

        var bars = scene.AreasOf(Blue.Color);
        bars[1].Y.ShouldBe(bars[0].Bottom, 1e-9);
        var label = scene.Text("−0.10").Box.Bounds;
        label.Y.ShouldBeGreaterThan(bars[1].Bottom);
        label.Bottom.ShouldBeLessThan(scene.Text("c1").Box.Bounds.Y);
    }

    [Fact]
    public void Values_stand_in_the_middle_of_bars_with_room_for_them()
    {
        var scene = Draw([new Bar(3, Label: "3.00"), new Bar(4, Label: "4.00")]);

        var bar = scene.AreasOf(Blue.Color)[0];
        var label = scene.Text("3.00");
        label.Item.Angle.ShouldBe(0);
        label.Item.Color.ShouldBe(Rgb.White);
        bar.Contains(label.Box.Bounds).ShouldBeTrue();
    }

    [Fact]
    public void A_value_over_a_small_bar_is_dark_and_over_its_error_bar()
    {
        var scene = Draw([new Bar(0.1, 0.6, "0.10"), new Bar(10, Label: "10.00")]);

        var label = scene.Text("0.10");
        label.Item.Color.ShouldBe(Style.Default.Ink);
        label.Box.Bounds.Bottom.ShouldBeLessThan(scene.Lines(6).Single().Path.Points.Min(p => p.Y) + 1);
    }

    [Fact]
    public void Values_avoid_the_error_bar_within_their_bar()
    {
        var scene = Draw([new Bar(4, 1.5, "4.00"), new Bar(4.5, Label: "4.50")]);

        var errorEnd = scene.Lines(6).Single().Path.Points.Max(p => p.Y);
        scene.Text("4.00").Box.Bounds.Y.ShouldBeGreaterThan(errorEnd);
    }

    [Fact]
    public void Values_too_wide_for_their_bars_are_all_turned()
    {
        var bars = Enumerable.Range(1, 12).Select(i => new Bar(50 + i, Label: $"{50 + i:F3}")).ToImmutableArray();

        var scene = Draw(bars);

        scene.Texts.Where(text => text.Item.Text.Length == 6).ShouldAllBe(text => text.Item.Angle == 90);
    }

    [Fact]
    public void Values_that_could_not_keep_apart_are_left_out()
    {
        var bars = Enumerable.Range(1, 90).Select(i => new Bar(i, Label: $"v{i}")).ToImmutableArray();

        Draw(bars).Strings.ShouldNotContain(text => text.StartsWith('v'));
    }

    [Fact]
    public void A_hatch_does_not_run_through_a_value()
    {
        var hatched = Palette.Hatched(Palette.Color(1), Hatch.Rising);

        var scene = Draw([new Bar(3, Label: "3.00")], fill: hatched);

        var label = scene.Text("3.00").Box.Bounds;
        scene.Areas.Last(area => area.Rect.Contains(label)).Fill.ShouldBe(new Fill(hatched.Color, Hatch.None, default));
    }

    [Fact]
    public void On_a_log_axis_equal_factors_are_equal_distances()
    {
        var bars = Draw([new Bar(10), new Bar(100), new Bar(1000)], new ValueAxis("Time", "s") { IsLog = true })
            .AreasOf(Blue.Color);

        (bars[1].Height - bars[0].Height).ShouldBe(bars[2].Height - bars[1].Height, 1e-9);
    }

    [Fact]
    public void The_named_limits_of_an_axis_are_kept()
    {
        var scene = Draw([new Bar(5)], new ValueAxis { Max = 10 });

        var bar = scene.AreasOf(Blue.Color).Single();
        var top = scene.Text("10").Box.Bounds;
        var middle = (top.Y + top.Bottom) / 2;
        (bar.Bottom - middle).ShouldBe(bar.Height * 2, 1);
    }

    [Fact]
    public void A_bars_own_paint_comes_before_its_series()
    {
        var grey = new Fill(Palette.Neutral);

        Draw([new Bar(1), new Bar(1, Fill: grey)]).AreasOf(Palette.Neutral).Count.ShouldBe(1);
    }

    [Fact]
    public void Few_bars_on_a_wide_page_are_no_slabs() =>
        Draw([new Bar(1)], format: FigureFormat.Text).AreasOf(Blue.Color).Single().Width.ShouldBeLessThan(70);
}

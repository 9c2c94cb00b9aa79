using Refigure.Plotting.Colors;
using Refigure.Plotting.Figures;
using Refigure.Plotting.Layout;
using Refigure.Plotting.Marks;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Tests.Layout;

public sealed class FloatFigureTests
{
    private static readonly Panel Flat = new()
    {
        X = new CategoryAxis(["a", "b", "c"]),
        Y = new ValueAxis("Time", "s"),
        Marks = [new GroupedBars([new BarSeries("all", [new(5), new(5), new(5)], new Fill(Palette.Main))])],
    };

    private static readonly Panel Small = new()
    {
        X = new ValueAxis("Size"),
        Y = new ValueAxis("Small time"),
        Marks = [new ScatterMark("", [new(1, 1), new(2, 2)], new(MarkerShape.Circle, Palette.Color(5)))],
    };

    private static SceneReader Draw(Figure figure) => new(FigureLayout.Arrange(figure, new PlainMeasurer()));

    private static SceneReader Draw(Panel panel) => Draw(new Figure { Panels = [panel] });

    [Fact]
    public void The_axis_rises_until_an_inset_covers_no_bar()
    {
        var scene = Draw(Flat with { Insets = [new Inset(Small)] });

        var bars = scene.AreasOf(Palette.Main);
        scene.Text("Size").Box.Bounds.Bottom.ShouldBeLessThan(bars[0].Y);
        string.Join(' ', scene.Strings).ShouldContain("Small time");
        scene
            .Texts.Where(t => t.Item.Text is "Small time" or "Small" or "time")
            .ShouldAllBe(t => t.Box.Bounds.Bottom < bars[0].Y);
    }

    [Fact]
    public void Without_an_inset_the_axis_does_not_rise()
    {
        var plain = Draw(Flat).AreasOf(Palette.Main)[0];
        var noted = Draw(Flat with { Notes = [new Note("PCC = 0.99")] }).AreasOf(Palette.Main)[0];

        noted.Height.ShouldBeLessThan(plain.Height);
    }

    [Fact]
    public void An_inset_prefers_the_empty_side()
    {
        var falling = Flat with
        {
            Marks = [new GroupedBars([new BarSeries("", [new(9), new(5), new(1)], new Fill(Palette.Main))])],
            Insets = [new Inset(Small) { Width = 0.3 }],
        };

        var scene = Draw(falling with { });

        scene.Text("Size").Box.Bounds.X.ShouldBeGreaterThan(scene.AreasOf(Palette.Main)[1].X);
    }

    [Fact]
    public void A_note_with_a_named_centre_is_there()
    {
        var scene = Draw(Flat with { Notes = [new Note("here") { Center = new(0.5, 0.5) }] });

        var bars = scene.AreasOf(Palette.Main);
        var box = scene.Text("here").Box.Bounds;
        (box.X + (box.Width / 2)).ShouldBe((bars[0].X + bars[2].Right) / 2, 0.1);
    }

    [Fact]
    public void A_legend_inside_covers_nothing()
    {
        var scene = Draw(Flat with { Legends = [new Legend()] });

        var label = scene.Text("all").Box.Bounds;
        scene.AreasOf(Palette.Main).Take(3).ShouldAllBe(bar => !bar.Overlaps(label));
    }

    [Theory]
    [InlineData(LegendPlacement.Right)]
    [InlineData(LegendPlacement.Above)]
    [InlineData(LegendPlacement.Below)]
    public void Legends_outside_are_beside_the_plot(LegendPlacement placement)
    {
        var figure = new Figure { Panels = [Flat], Legends = [new Legend { Placement = placement }] };

        var scene = Draw(figure);

        var label = scene.Text("all").Box.Bounds;
        var bars = scene.AreasOf(Palette.Main).OrderByDescending(area => area.Height).Take(3).ToList();
        var isBeside = placement switch
        {
            LegendPlacement.Right => label.X > bars.Max(bar => bar.Right),
            LegendPlacement.Above => label.Bottom < bars.Min(bar => bar.Y),
            _ => label.Y > bars.Max(bar => bar.Bottom),
        };
        isBeside.ShouldBeTrue();
    }

    [Fact]
    public void A_legend_of_a_figure_names_a_series_of_several_panels_once()
    {
        var figure = new Figure
        {
            Panels = [Flat, Flat],
            Columns = 2,
            Legends = [new Legend { Placement = LegendPlacement.Below }],
        };

        Draw(figure).Strings.Count(text => text == "all").ShouldBe(1);
    }

    [Fact]
    public void Plots_in_a_row_have_the_same_upper_and_lower_edges()
    {
        var figure = new Figure
        {
            Format = FigureFormat.Text,
            Columns = 2,
            Panels = [Flat with { Title = "(a)" }, Flat with { X = new CategoryAxis(["a", "b", "c"], "Letters") }],
        };

        var bars = Draw(figure).AreasOf(Palette.Main);

        bars.Select(bar => Math.Round(bar.Bottom, 6)).Distinct().Count().ShouldBe(1);
        bars.Select(bar => Math.Round(bar.Y, 6)).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public void Footnotes_are_numbered_wrapped_and_at_the_bottom()
    {
        var figure = new Figure
        {
            Panels = [Flat],
            Footnotes = ["A remark that is a good deal longer than a single column of a paper is wide.", "Short."],
            NumberedFootnotes = true,
        };

        var scene = Draw(figure);

        var one = scene.Texts.Last(text => text.Item.Text == "1").Box.Bounds;
        var two = scene.Texts.Last(text => text.Item.Text == "2").Box.Bounds;
        two.Y.ShouldBeGreaterThan(one.Y + 10);
        scene.Text("Short.").Box.Bounds.X.ShouldBeGreaterThan(two.Right);
        scene.Text("Short.").Box.Bounds.Y.ShouldBeGreaterThan(scene.Text("b").Box.Bounds.Bottom);
    }

    [Fact]
    public void A_page_named_too_low_grows_until_it_can_be_read()
    {
        var figure = new Figure { Panels = [Flat], HeightInches = 0.4 };

        Draw(figure).Scene.Height.ShouldBeGreaterThan(72);
    }

    [Fact]
    public void A_page_of_a_readable_height_keeps_it() =>
        Draw(new Figure { Panels = [Flat], HeightInches = 2.5 }).Scene.Height.ShouldBe(180);

    [Fact]
    public void A_figure_without_panels_is_refused() =>
        Should.Throw<ArgumentException>(() => Draw(new Figure { Panels = [] }));
}

using Refigure.Plotting.Colors;
using Refigure.Plotting.Figures;
using Refigure.Plotting.Layout;
using Refigure.Plotting.Marks;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Tests.Layout;

public sealed class StackedFigureTests
{
    private static SceneReader Draw(bool beside, params double[] values) =>
        new(
            FigureLayout.Arrange(
                new Figure
                {
                    Panels =
                    [
                        new Panel
                        {
                            X = new CategoryAxis(["all"]),
                            Y = new ValueAxis("Time", "s"),
                            Marks =
                            [
                                new StackedBars([
                                    .. values.Select(
                                        (value, i) =>
                                            new BarSeries(
                                                $"part {i}",
                                                [SampleFigures.Measured(value)],
                                                new Fill(Palette.Color(i))
                                            )
                                    ),
                                ])
                                {
                                    Totals = ["Total: 9.99 s"],
                                    LabelsBeside = beside,
                                },
                            ],
                            Legends = [new Legend { Placement = LegendPlacement.Right }],
                        },
                    ],
                },
                new PlainMeasurer()
            )
        );

    private static Rect Part(SceneReader scene, int index) => scene.AreasOf(Palette.Color(index))[0];

    [Fact]
    public void Parts_lie_on_each_other_without_gaps()
    {
        var scene = Draw(beside: false, 2, 5, 3);

        Part(scene, 1).Bottom.ShouldBe(Part(scene, 0).Y, 1e-9);
        Part(scene, 2).Bottom.ShouldBe(Part(scene, 1).Y, 1e-9);
        (Part(scene, 1).Height / Part(scene, 0).Height).ShouldBe(2.5, 1e-9);
    }

    [Fact]
    public void The_total_stands_over_the_stack()
    {
        var scene = Draw(beside: false, 2, 5, 3);

        scene.Text("Total: 9.99 s").Box.Bounds.Bottom.ShouldBeLessThan(Part(scene, 2).Y);
    }

    [Fact]
    public void Values_without_room_are_left_out()
    {
        var scene = Draw(beside: false, 9, 0.1);

        scene.Strings.ShouldContain("9.00");
        scene.Strings.ShouldNotContain("0.10");
    }

    [Fact]
    public void Values_without_room_can_stand_beside_the_stack_in_its_order()
    {
        var scene = Draw(beside: true, 9, 0.1, 0.2, 0.3);

        var heights = new[] { "0.10", "0.20", "0.30" }.Select(text => scene.Text(text).Box.Bounds.Y).ToList();
        heights.ShouldBe(heights.OrderDescending());
        scene.Text("0.10").Box.Bounds.X.ShouldBeGreaterThan(Part(scene, 1).Right);
    }

    [Fact]
    public void The_legend_names_the_parts_from_the_top_down()
    {
        var scene = Draw(beside: false, 2, 5, 3);

        scene
            .Strings.Where(text => text.StartsWith("part", StringComparison.Ordinal))
            .ShouldBe(["part 2", "part 1", "part 0"]);
        scene.Text("part 0").Box.Bounds.Y.ShouldBeGreaterThan(scene.Text("part 2").Box.Bounds.Y);
    }
}

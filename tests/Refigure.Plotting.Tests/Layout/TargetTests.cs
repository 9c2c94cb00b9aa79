using Refigure.Plotting.Figures;
using Refigure.Plotting.Layout;
using Refigure.Plotting.Marks;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Tests.Layout;

public sealed class TargetTests
{
    [Fact]
    public void Tagged_bars_and_points_tell_where_they_lie_and_others_do_not()
    {
        var figure = new Figure
        {
            Panels =
            [
                new Panel
                {
                    X = new CategoryAxis(["a", "b"]),
                    Y = new ValueAxis("seconds") { Min = 0 },
                    Marks =
                    [
                        new GroupedBars([
                            new BarSeries(
                                "",
                                [new Bar(1) { Tag = "low" }, new Bar(4) { Tag = "high" }],
                                new Fill(Rgb.Black)
                            ),
                        ]),
                        new LineMark(
                            "",
                            [new PlotPoint(0, 2) { Tag = "point" }, new PlotPoint(1, 2)],
                            new LineStyle(Rgb.Black)
                        ),
                    ],
                },
            ],
        };

        var scene = FigureLayout.Arrange(figure, new PlainMeasurer());

        scene.Targets.Select(t => t.Tag).ShouldBe(["low", "high", "point"]);
        var (low, high) = (scene.Targets[0].Bounds, scene.Targets[1].Bounds);
        high.Height.ShouldBe(4 * low.Height, 0.01);
        high.Bottom.ShouldBe(low.Bottom, 0.01);
        high.X.ShouldBeGreaterThan(low.Right);
    }
}

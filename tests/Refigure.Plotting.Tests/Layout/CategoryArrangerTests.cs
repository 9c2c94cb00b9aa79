using System.Collections.Immutable;
using Refigure.Plotting.Layout;
using Refigure.Plotting.Layout.Axes;

namespace Refigure.Plotting.Tests.Layout;

public sealed class CategoryArrangerTests
{
    private static CategoryArrangement Arrange(double pitch, params ImmutableArray<string> names) =>
        CategoryArranger.Arrange(names, pitch, leftRoom: 60, size: 7, new Typesetter(new PlainMeasurer()));

    [Fact]
    public void Names_that_fit_stand_level_with_their_own_line_breaks()
    {
        var arrangement = Arrange(60, "0.3.1\nFeb 24", "0.4.0\nApr 24");

        arrangement.Angle.ShouldBe(0);
        arrangement.Names[0].ShouldBe(["0.3.1", "Feb 24"]);
    }

    [Fact]
    public void Names_that_would_touch_are_broken_at_spaces()
    {
        var arrangement = Arrange(50, "Dynamo Transform", "Graph Capturing");

        arrangement.Angle.ShouldBe(0);
        arrangement.Names[0].ShouldBe(["Dynamo", "Transform"]);
    }

    [Fact]
    public void Names_that_cannot_be_broken_are_turned_by_30_degrees()
    {
        var arrangement = Arrange(25, "Qwen-1.8B", "Llama3-3B");

        arrangement.Angle.ShouldBe(30);
        arrangement.Every.ShouldBe(1);
    }

    [Fact]
    public void Names_that_would_reach_far_to_the_left_are_turned_more() =>
        Arrange(25, "DeepSeek-R1-Distill-Llama-8B", "Llama3-3B").Angle.ShouldBe(60);

    [Fact]
    public void Of_names_that_do_not_even_fit_upright_some_are_left_out()
    {
        var arrangement = Arrange(3, [.. Enumerable.Range(0, 100).Select(i => $"core {i}")]);

        arrangement.Angle.ShouldBe(90);
        arrangement.Every.ShouldBe(3);
    }
}

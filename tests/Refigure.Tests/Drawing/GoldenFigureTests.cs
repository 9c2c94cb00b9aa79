using System.Collections.Immutable;
using Refigure.Plotting;
using Refigure.Plotting.Svg;
using Refigure.Testing;

namespace Refigure.Tests.Drawing;

/// <summary>The figures of the recorded runs, as they were when someone looked at them.</summary>
public sealed class GoldenFigureTests
{
    [GoldenTheory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(13)]
    [InlineData(15)]
    public void Recorded_figures_look_as_they_did(int number)
    {
        var drawn = RecordedFigures.Draw(number);
        var info = new DocumentInfo(
            drawn.Recipe.Title,
            $"Figure {number} of the recorded runs",
            ImmutableSortedDictionary<string, string>.Empty
        );

        var svg = SvgRenderer.Render(drawn.Scene, DrawingFont.Required, info);

        GoldenFile.ShouldMatch("tests/Refigure.Tests/Drawing/Golden", $"figure{number}", svg);
    }

    [GoldenTheory]
    [InlineData(20)]
    [InlineData(21)]
    public void Figures_of_traces_look_as_they_did(int number)
    {
        var drawn = TraceFigures.Draw(number);
        var info = new DocumentInfo(
            drawn.Recipe.Title,
            $"Figure {number} of made-up traces",
            ImmutableSortedDictionary<string, string>.Empty
        );

        var svg = SvgRenderer.Render(drawn.Scene, DrawingFont.Required, info);

        GoldenFile.ShouldMatch("tests/Refigure.Tests/Drawing/Golden", $"figure{number}", svg);
    }

    [GoldenTheory]
    [InlineData(18)]
    [InlineData(22)]
    [InlineData(23)]
    [InlineData(24)]
    [InlineData(27)]
    [InlineData(28)]
    [InlineData(29)]
    public void Figures_of_serving_studies_look_as_they_did(int number)
    {
        var drawn = ServingFigures.Draw(number);
        var info = new DocumentInfo(
            drawn.Recipe.Title,
            $"Figure {number} of made-up runs",
            ImmutableSortedDictionary<string, string>.Empty
        );

        var svg = SvgRenderer.Render(drawn.Scene, DrawingFont.Required, info);

        GoldenFile.ShouldMatch("tests/Refigure.Tests/Drawing/Golden", $"figure{number}", svg);
    }
}

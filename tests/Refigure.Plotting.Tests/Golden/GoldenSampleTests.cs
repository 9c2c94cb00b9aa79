using System.Collections.Immutable;
using Refigure.Plotting.Layout;
using Refigure.Plotting.Svg;
using Refigure.Plotting.Tests.Fonts;
using Refigure.Plotting.Tests.Layout;
using Refigure.Testing;

namespace Refigure.Plotting.Tests.Golden;

/// <summary>One figure of each kind, as it was when someone looked at it.</summary>
public sealed class GoldenSampleTests
{
    [GoldenTheory]
    [InlineData("phases")]
    [InlineData("models")]
    [InlineData("ratios")]
    [InlineData("loaders")]
    [InlineData("lines")]
    [InlineData("stacks")]
    [InlineData("panels")]
    public void Samples_look_as_they_did(string name)
    {
        var scene = FigureLayout.Arrange(SampleFigures.Named(name), MachineFonts.Required);
        var info = new DocumentInfo(name, "A sample", ImmutableSortedDictionary<string, string>.Empty);

        var svg = SvgRenderer.Render(scene, MachineFonts.Required, info);

        GoldenFile.ShouldMatch("tests/Refigure.Plotting.Tests/Golden", name, svg);
    }
}

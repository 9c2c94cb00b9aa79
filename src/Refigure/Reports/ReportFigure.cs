using System.Collections.Immutable;
using Refigure.Figures;
using Refigure.Plotting.Scenes;
using Refigure.Plotting.Svg;
using Refigure.Verification;

namespace Refigure.Reports;

/// <summary>A figure of one profile in a report.</summary>
/// <param name="Recipe">What it shows.</param>
/// <param name="Profile">The profile of its runs; of those that could be made, if there are none.</param>
public sealed record ReportFigure(FigureRecipe Recipe, string Profile)
{
    /// <summary>Its numbers; null if there are not enough runs.</summary>
    public FigureData? Data { get; init; }

    /// <summary>The sentence that says why there is no figure; null if there is one.</summary>
    public string? WhyNot { get; init; }

    /// <summary>What making its runs would cost, a line each.</summary>
    public ImmutableArray<string> Price { get; init; } = [];

    /// <summary>The laid-out drawing; its targets are tagged with <see cref="FigureMark"/>.</summary>
    public Scene? Scene { get; init; }

    /// <summary>The drawing, rendered.</summary>
    public SvgFragment? Drawing { get; init; }

    /// <summary>The line under the drawing's title: profile, engines, nodes; null for the study's own runs.</summary>
    public string? Subtitle { get; init; }

    /// <summary>Its numbers as <c>figureN.csv</c>; empty if there are none.</summary>
    public ReadOnlyMemory<byte> Csv { get; init; }

    /// <summary>Its numbers beside those of the reference; null if there is none of it.</summary>
    public FigureComparison? Comparison { get; init; }

    /// <summary>What its numbers are compared with, in words; null if with nothing.</summary>
    public string? Reference { get; init; }

    /// <summary>Why it is compared with nothing though there is something; null if there is nothing to say.</summary>
    public string? WhyNotCompared { get; init; }

    /// <summary>Its name within the page, such as <c>figure-2-lab</c>.</summary>
    public string Anchor => $"figure-{Recipe.Number}-{Profile}";
}

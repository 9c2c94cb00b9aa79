using System.Collections.Immutable;

namespace Refigure.Plotting.Figures;

/// <summary>
/// A whole drawing as data: what is shown, not where. <c>FigureLayout</c> turns it into a scene, the renderers
/// into files.
/// </summary>
public sealed record Figure
{
    /// <summary>The page's width.</summary>
    public FigureFormat Format { get; init; } = FigureFormat.Column;

    /// <summary>
    /// The page's height in inches; null takes a height that suits the panels' width. The page grows if its plots
    /// would be too low to read.
    /// </summary>
    public double? HeightInches { get; init; }

    /// <summary>A bold line at the top; papers have captions, so usually none.</summary>
    public string? Title { get; init; }

    /// <summary>A grey line under the title: profile, node, what the data is.</summary>
    public string? Subtitle { get; init; }

    /// <summary>The panels, row by row.</summary>
    public required ImmutableArray<Panel> Panels { get; init; }

    /// <summary>How many panels stand side by side.</summary>
    public int Columns { get; init; } = 1;

    /// <summary>Legends of the whole figure, beside or under all panels.</summary>
    public ImmutableArray<Legend> Legends { get; init; } = [];

    /// <summary>Remarks in small type under the figure, each wrapped to the page's width.</summary>
    public ImmutableArray<string> Footnotes { get; init; } = [];

    /// <summary>Whether the footnotes are numbered 1, 2, …</summary>
    public bool NumberedFootnotes { get; init; }

    /// <summary>Type sizes, line widths and colours.</summary>
    public Style Style { get; init; } = Style.Default;
}

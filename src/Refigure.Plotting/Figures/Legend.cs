using System.Collections.Immutable;

namespace Refigure.Plotting.Figures;

/// <summary>What the colours, hatches, markers and dashes mean.</summary>
public sealed record Legend
{
    /// <summary>A heading; null for none.</summary>
    public string? Title { get; init; }

    /// <summary>
    /// The entries from top to bottom; empty takes the names of the panel's marks (of all panels, in a legend of
    /// the figure), stacked bars from the top down.
    /// </summary>
    public ImmutableArray<LegendEntry> Entries { get; init; } = [];

    /// <summary>Inside the plot or beside it.</summary>
    public LegendPlacement Placement { get; init; } = LegendPlacement.Inside;

    /// <summary>The place of a legend inside; legends beside the plot ignore it.</summary>
    public Anchor Anchor { get; init; } = Anchor.Free;
}

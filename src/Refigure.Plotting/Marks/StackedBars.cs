using System.Collections.Immutable;

namespace Refigure.Plotting.Marks;

/// <summary>Series of bars one on top of the other over each category.</summary>
/// <param name="Series">From the bottom to the top.</param>
public sealed record StackedBars(ImmutableArray<BarSeries> Series) : Mark
{
    /// <summary>Share of a category's width that a bar takes, 0 to 1.</summary>
    public double Width { get; init; } = 0.8;

    /// <summary>A text above each stack, such as its total; empty or null for none.</summary>
    public ImmutableArray<string?> Totals { get; init; } = [];

    /// <summary>Whether values of parts too small for them stand beside the stack with a leader line; else they are left out.</summary>
    public bool LabelsBeside { get; init; }
}

using System.Collections.Immutable;

namespace Refigure.Plotting.Marks;

/// <summary>Series of bars side by side over each category; one series makes plain bars.</summary>
/// <param name="Series">From left to right.</param>
public sealed record GroupedBars(ImmutableArray<BarSeries> Series) : Mark
{
    /// <summary>Share of a category's width that its group of bars takes, 0 to 1.</summary>
    public double Width { get; init; } = 0.8;
}

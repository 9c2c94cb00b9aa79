using System.Collections.Immutable;

namespace Refigure.Figures;

/// <summary>The metrics that a figure shows.</summary>
public static class ShownMetrics
{
    private const string Whole = "actual_total_time";

    /// <summary>Their keys, in the figure's order.</summary>
    public static ImmutableArray<string> Of(FigureRecipe recipe) =>
        recipe switch
        {
            BreakdownStack stack => [.. stack.Steps.Select(s => s.Metric), Whole],
            RatioBars ratios => [.. ratios.Steps.Select(s => s.Metric)],
            AttributeBars bars => [bars.Metric],
            VersionBars bars => [bars.Metric],
            LoadFormatBars bars => [bars.Metric],
            _ => [Whole],
        };
}

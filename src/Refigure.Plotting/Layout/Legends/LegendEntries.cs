using System.Collections.Immutable;
using Refigure.Plotting.Figures;
using Refigure.Plotting.Marks;

namespace Refigure.Plotting.Layout.Legends;

/// <summary>The entries of a legend: its own, else one for each named mark of the panels.</summary>
internal static class LegendEntries
{
    public static ImmutableArray<LegendEntry> Of(Legend legend, ImmutableArray<Panel> panels)
    {
        if (!legend.Entries.IsEmpty)
        {
            return legend.Entries;
        }

        // Panels of one figure often show the same series: a name is explained once.
        // From the top down as the parts of a stack lie; side by side as they are added.
        var fromTop = legend.Placement is LegendPlacement.Inside or LegendPlacement.Right;
        return
        [
            .. panels
                .SelectMany(panel => panel.Marks)
                .SelectMany(mark => Of(mark, fromTop))
                .Where(entry => entry.Label.Length > 0)
                .DistinctBy(entry => entry.Label),
        ];
    }

    private static IEnumerable<LegendEntry> Of(Mark mark, bool fromTop) =>
        mark switch
        {
            GroupedBars bars => bars.Series.Select(series => new LegendEntry(series.Name, series.Fill)),
            StackedBars bars => (fromTop ? bars.Series.Reverse() : bars.Series).Select(series => new LegendEntry(
                series.Name,
                series.Fill
            )),
            LineMark line => [new(line.Name, Line: line.Line, Marker: line.Marker)],
            ScatterMark scatter => [new(scatter.Name, Marker: scatter.Marker)],
            BoxMark boxes => [new(boxes.Name, boxes.Fill)],
            AreaMark area => [new(area.Name, area.Fill)],
            FittedLine fit => [new(fit.Name, Line: fit.Line)],
            ReferenceLine line => [new(line.Name, Line: line.Line)],
            _ => [],
        };
}

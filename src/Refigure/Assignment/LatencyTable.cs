using System.Collections.Immutable;
using System.Globalization;
using Refigure.Figures;
using Refigure.Statistics;
using Refigure.Traces.Metrics;

namespace Refigure.Assignment;

/// <summary>The numbers behind the lines of figures 18 and 19, which are those of the marks and no others.</summary>
public static class LatencyTable
{
    /// <summary>A row for each line, in the figure's order.</summary>
    public static ImmutableArray<LatencyRow> Of(FigureData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var rows = ImmutableArray.CreateBuilder<LatencyRow>();
        foreach (
            var line in data.Marks.Where(m => m.Panel == Panels.Main).GroupBy(m => m.Series, StringComparer.Ordinal)
        )
        {
            double[] values = [.. line.Select(m => m.Y).OfType<double>().Order()];
            if (values.Length > 0)
            {
                var median = Percentiles.Of(values, 50);
                rows.Add(
                    new LatencyRow(
                        line.Key,
                        values.Length,
                        values.Average(),
                        median,
                        Known(values, 90),
                        Known(values, 99),
                        values[^1],
                        rows.Count > 0 && rows[0].Median > 0 ? median / rows[0].Median : null
                    )
                );
            }
        }

        return rows.DrainToImmutable();
    }

    /// <summary>The tables of several figures as CSV; times in milliseconds, what is missing is empty.</summary>
    public static string Csv(IEnumerable<(string Metric, FigureData Data)> figures)
    {
        ArgumentNullException.ThrowIfNull(figures);
        string[] head =
        [
            "metric",
            "configuration",
            "n",
            "mean_ms",
            "median_ms",
            "p90_ms",
            "p99_ms",
            "max_ms",
            "median_by_first",
        ];
        return StudyTables.Csv([
            head,
            .. figures.SelectMany(f =>
                Of(f.Data)
                    .Select(r =>
                        (string[])
                            [
                                f.Metric,
                                r.Configuration,
                                r.Count.ToString(CultureInfo.InvariantCulture),
                                Milliseconds(r.Mean),
                                Milliseconds(r.Median),
                                Milliseconds(r.P90),
                                Milliseconds(r.P99),
                                Milliseconds(r.Largest),
                                r.MedianRatio is { } ratio ? FigureNumberText.Exact(ratio) : "",
                            ]
                    )
            ),
        ]);
    }

    private static string Milliseconds(double? seconds) =>
        seconds is { } known ? FigureNumberText.Exact(known * 1000) : "";

    private static double? Known(double[] values, double percent) =>
        values.Length >= Percentiles.FewestFor(percent) ? Percentiles.Of(values, percent) : null;
}

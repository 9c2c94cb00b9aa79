using System.Collections.Immutable;
using System.Globalization;
using CsvHelper;

namespace Refigure.Traces.Metrics;

/// <summary>The study's table of results, and ours with units, as rows of CSV. What is not known is an empty cell.</summary>
public static class StudyTables
{
    /// <summary>The study's own table.</summary>
    public const string Summary = "results_summary.csv";

    /// <summary>Ours.</summary>
    public const string Metrics = "metrics.csv";

    /// <summary>The tables by file name, each with its header.</summary>
    public static ImmutableArray<(string File, ImmutableArray<string[]> Rows)> Of(
        IEnumerable<ProfiledWorkload> workloads
    )
    {
        ProfiledWorkload[] all =
        [
            .. workloads
                .OrderBy(w => w.Model, StringComparer.Ordinal)
                .ThenBy(w => w.Gpus)
                .ThenBy(w => w.Experiment, StringComparer.Ordinal),
        ];
        return [(Summary, [.. SummaryRows(all)]), (Metrics, [.. MetricRows(all)])];
    }

    /// <summary>Rows as the text of a CSV file.</summary>
    public static string Csv(IEnumerable<string[]> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = CsvWriter.Create(text, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true))
        {
            foreach (var row in rows)
            {
                csv.WriteRecord(row.AsSpan());
            }
        }

        return text.ToString();
    }

    private static IEnumerable<string[]> SummaryRows(ProfiledWorkload[] all)
    {
        yield return
        [
            "experiment",
            "model",
            "tp",
            "pp",
            "ep",
            "gpus",
            "steps_per_sec",
            "ttft_ms",
            "tpot_ms",
            "comm_overhead_pct",
            "bubble_ratio_pct",
        ];
        foreach (var one in all)
        {
            yield return
            [
                one.Experiment,
                one.Model ?? "",
                Text(one.TensorParallel),
                Text(one.PipelineParallel),
                Text(one.ExpertParallel),
                Text(one.Gpus),
                Text(one.Iteration is > 0 and var seconds ? 1 / seconds : null),
                Text(1000 * one.Timing?.TtftMean),
                Text(1000 * one.Timing?.TpotMean),
                Text(StudyMetrics.OfFirstRank(one, "comm_overhead")),
                Text(StudyMetrics.OfFirstRank(one, "pipeline_bubble_ratio")),
            ];
        }
    }

    private static IEnumerable<string[]> MetricRows(ProfiledWorkload[] all)
    {
        yield return ["experiment", "model", "gpus", "metric", "value", "unit", "meaning"];
        foreach (var one in all)
        {
            foreach (var metric in StudyMetrics.Of(one))
            {
                yield return
                [
                    one.Experiment,
                    one.Model ?? "",
                    Text(one.Gpus),
                    metric.Name,
                    Text(metric.Value),
                    metric.Unit,
                    metric.Meaning,
                ];
            }
        }
    }

    private static string Text(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";
}

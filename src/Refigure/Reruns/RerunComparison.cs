using System.Collections.Immutable;
using Refigure.Results;

namespace Refigure.Reruns;

/// <summary>Compares new runs with a baseline, case by case.</summary>
public static class RerunComparison
{
    /// <summary>
    /// The metric by which a comparison is decided: the whole start. One interval a case keeps false alarms rare; phases are
    /// shown beside it to say where a change comes from.
    /// </summary>
    public const string Deciding = "actual_total_time";

    /// <summary>Compares every case of the new runs. Invalid runs do not count on either side.</summary>
    /// <param name="before">The baseline's runs.</param>
    /// <param name="now">The new runs.</param>
    /// <param name="metrics">The metrics to show; <see cref="Deciding"/> is always among them.</param>
    /// <param name="margin">The relative difference that counts as none.</param>
    public static ImmutableArray<ComparedMetric> Of(
        IReadOnlyCollection<MeasuredRun> before,
        IReadOnlyCollection<MeasuredRun> now,
        IEnumerable<string> metrics,
        double margin
    )
    {
        string[] shown = [.. metrics.Append(Deciding).Distinct(StringComparer.Ordinal)];
        var old = before.Where(r => r.Record.Valid).ToLookup(Key);
        var compared = ImmutableArray.CreateBuilder<ComparedMetric>();
        foreach (var group in now.Where(r => r.Record.Valid).GroupBy(Key).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            MeasuredRun[] baseline = [.. old[group.Key]];
            var why = WhyNot(baseline, [.. group]);
            foreach (var metric in shown)
            {
                var values = Values(group, metric);
                if (values.Length > 0)
                {
                    compared.Add(Compare(group.First().Record.Identity, metric, baseline, values, why, margin));
                }
            }
        }

        return compared.DrainToImmutable();
    }

    private static ComparedMetric Compare(
        RunIdentity identity,
        string metric,
        MeasuredRun[] baseline,
        double[] values,
        string? why,
        double margin
    )
    {
        var change = MetricChange.Of(Values(baseline, metric), values, margin);
        return new ComparedMetric(
            identity.Experiment,
            identity.Case,
            identity.Cache,
            metric,
            metric == Deciding,
            change,
            why ?? (change is null ? "the baseline has no value of it" : null)
        );
    }

    // Numbers of two machines say which machine is faster, not which code.
    private static string? WhyNot(MeasuredRun[] baseline, MeasuredRun[] now)
    {
        if (baseline.Length == 0)
        {
            return "the baseline has no such case";
        }

        var (old, current) = (Processor(baseline[0]), Processor(now[0]));
        return old == current ? null : $"the baseline was measured on another processor ({old}; this is {current})";
    }

    private static string Processor(MeasuredRun run) =>
        $"{run.Record.NodeFacts.GetValueOrDefault("cpu", "unknown")}, {run.Record.NodeFacts.GetValueOrDefault("cores", "?")} cores";

    private static double[] Values(IEnumerable<MeasuredRun> runs, string metric) =>
        [.. runs.Select(r => r.Value(metric)).OfType<double>()];

    private static string Key(MeasuredRun run) =>
        $"{run.Record.Identity.Experiment}/{run.Record.Identity.Case}/{run.Record.Identity.Cache.Word()}";
}

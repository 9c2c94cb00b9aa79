using System.Globalization;
using Refigure.Catalog;
using Refigure.Planning;

namespace Refigure.Build.Running;

/// <summary>The price of a plan in words: how many runs, how long, on which nodes, how much disk.</summary>
internal static class PlanPrice
{
    /// <summary>The lines.</summary>
    public static IEnumerable<string> Of(Plan plan)
    {
        int Count(RunDecision decision) => plan.Runs.Count(r => r.Decision == decision);
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"{plan.Runs.Length} runs: {Count(RunDecision.Have)} have, {Count(RunDecision.Missing)} missing, {Count(RunDecision.Stale)} stale."
        );
        if (plan.ToMake.IsEmpty)
        {
            yield break;
        }

        if (!plan.Fillings.IsEmpty)
        {
            var (starts, fill) = plan.Fillings.Length == 1 ? ("start", "fills") : ("starts", "fill");
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"Before them {plan.Fillings.Length} {starts} that only {fill} a compile cache, {Time([.. plan.Fillings], "about")}; counted below."
            );
        }

        PlannedRun[] all = [.. plan.ToMake, .. plan.Fillings];
        var nodes = all.GroupBy(r => r.Identity.Node, StringComparer.Ordinal).ToArray();
        if (nodes.Length > 1)
        {
            foreach (var node in nodes)
            {
                var runs = plan.ToMake.Count(r => r.Identity.Node == node.Key);
                yield return string.Create(
                    CultureInfo.InvariantCulture,
                    $"On {node.Key}: {runs} runs, {Time([.. node], "about")}."
                );
            }
        }

        yield return Disk(plan, Time(all, "About"));
        if (Gpu(plan, all) is { } gpu)
        {
            yield return gpu;
        }

        if (Sources(all) is { } sources)
        {
            yield return sources;
        }

        foreach (var (model, page) in plan.Gated)
        {
            yield return $"{model} may be fetched only by those who were let in: ask at {page}.";
        }

        foreach (var note in plan.Notes)
        {
            yield return $"Note: {note}";
        }
    }

    private static string Time(PlannedRun[] runs, string about)
    {
        var unknown = runs.Count(r => r.Estimate is null);
        var known = Sum(runs);
        return unknown == runs.Length ? "Nobody knows how long they take"
            : unknown > 0
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"{about} {RunWords.Of(known)} and {unknown} runs of which nobody knows"
                )
            : $"{about} {RunWords.Of(known)}";
    }

    private static TimeSpan Sum(IEnumerable<PlannedRun> runs) =>
        runs.Aggregate(TimeSpan.Zero, (sum, r) => sum + (r.Estimate ?? TimeSpan.Zero));

    private static string? Gpu(Plan plan, PlannedRun[] all)
    {
        var hours = all.Where(r => plan.NeedsGpu.Contains(r.Case.Environment))
            .Sum(r => GpusOf(r.Case) * (r.Estimate ?? TimeSpan.Zero).TotalHours);
        return hours > 0
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"GPUs: {hours:0.0} GPU-hours on {string.Join(", ", plan.GpuNodes)}, without setting up and fetching."
            )
            : null;
    }

    // All engines here that spread a model call it so, with dashes or underscores.
    private static int GpusOf(CaseSpec one) =>
        one.Arguments.FirstOrDefault(a => a.Key.Replace('_', '-') == "tensor-parallel-size").Value is { } text
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var gpus)
            ? gpus
            : 1;

    private static string? Sources(PlannedRun[] all)
    {
        var told = all.Where(r => r.EstimatedFrom is not null)
            .GroupBy(r => r.EstimatedFrom)
            .OrderBy(g => g.Key)
            .Select(g => string.Create(CultureInfo.InvariantCulture, $"{Word(g.Key)} ({g.Count()})"))
            .ToArray();
        return told.Length == 0 ? null : $"Times are from {string.Join(", ", told)}.";
    }

    private static string Word(EstimateSource? source) =>
        source switch
        {
            EstimateSource.MadeHere => "runs made here",
            EstimateSource.Imported => "imported runs",
            EstimateSource.Predicted => "the predictor",
            EstimateSource.Typical => "what is typical of the experiment",
            _ => "what the engine usually takes",
        };

    private static string Disk(Plan plan, string time)
    {
        var environments = plan.Environments.Where(e => e.Value > 0).ToArray();
        var models = plan.Models.Where(m => m.Value > 0).ToArray();
        var all = plan.RunsDisk + environments.Sum(e => e.Value) + models.Sum(m => m.Value);
        return time
            + $"; disk: {Bytes(all)}: runs {Bytes(plan.RunsDisk)}"
            + $", environments {Bytes(environments.Sum(e => e.Value))}{Names(environments)}"
            + $", models {Bytes(models.Sum(m => m.Value))}{Names(models)}.";
    }

    private static string Names(KeyValuePair<string, long>[] items) =>
        items.Length == 0 ? string.Empty : $" ({string.Join(", ", items.Select(i => i.Key))})";

    private static string Bytes(long bytes) =>
        bytes < 10_000_000_000
            ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.#} MB")
            : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.#} GB");
}

using System.Globalization;
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

        var nodes = plan.ToMake.GroupBy(r => r.Identity.Node, StringComparer.Ordinal).ToArray();
        if (nodes.Length > 1)
        {
            foreach (var node in nodes)
            {
                yield return string.Create(
                    CultureInfo.InvariantCulture,
                    $"On {node.Key}: {node.Count()} runs, {Time([.. node], "about")}."
                );
            }
        }

        yield return Disk(plan, Time([.. plan.ToMake], "About"));
    }

    private static string Time(PlannedRun[] runs, string about)
    {
        var unknown = runs.Count(r => r.Estimate is null);
        var known = runs.Aggregate(TimeSpan.Zero, (sum, r) => sum + (r.Estimate ?? TimeSpan.Zero));
        return unknown == runs.Length ? "Nobody knows how long they take"
            : unknown > 0
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"{about} {RunWords.Of(known)} and {unknown} runs of which nobody knows"
                )
            : $"{about} {RunWords.Of(known)}";
    }

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

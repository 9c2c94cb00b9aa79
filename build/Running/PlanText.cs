using System.Globalization;
using Refigure.Planning;
using Refigure.Results;

namespace Refigure.Build.Running;

/// <summary>A plan in words: each run, and the price of all.</summary>
internal static class PlanText
{
    /// <summary>The lines.</summary>
    public static IEnumerable<string> Of(Plan plan)
    {
        foreach (var run in plan.Runs)
        {
            yield return Line(run);
        }

        yield return Counts(plan);
        if (!plan.ToMake.IsEmpty)
        {
            yield return Price(plan);
        }
    }

    private static string Line(PlannedRun run)
    {
        var what = run.Decision switch
        {
            RunDecision.Have => run.Reasons.IsEmpty ? "have" : $"have ({string.Join("; ", run.Reasons)})",
            RunDecision.Stale => $"stale, because {string.Join("; ", run.Reasons)}",
            _ => "missing",
        };
        var time =
            run.Decision == RunDecision.Have ? string.Empty
            : run.Estimate is { } estimate ? $", about {RunWords.Of(estimate)}"
            : ", nobody knows how long";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{run.Identity.Experiment}/{run.Identity.Node}/{run.Identity.Case}/{run.Identity.Cache.Word()}-{run.Identity.Iteration}: {what}{time}"
        );
    }

    private static string Counts(Plan plan)
    {
        int Count(RunDecision decision) => plan.Runs.Count(r => r.Decision == decision);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{plan.Runs.Length} runs: {Count(RunDecision.Have)} have, {Count(RunDecision.Missing)} missing, {Count(RunDecision.Stale)} stale."
        );
    }

    private static string Price(Plan plan)
    {
        var unknown = plan.ToMake.Count(r => r.Estimate is null);
        var known = plan.ToMake.Aggregate(TimeSpan.Zero, (sum, r) => sum + (r.Estimate ?? TimeSpan.Zero));
        var time =
            unknown == plan.ToMake.Length ? "Nobody knows how long they take"
            : unknown > 0 ? $"About {RunWords.Of(known)} and {unknown} runs of which nobody knows"
            : $"About {RunWords.Of(known)}";
        var environments = plan.Environments.Where(e => e.Value > 0).ToArray();
        var models = plan.Models.Where(m => m.Value > 0).ToArray();
        return time
            + $"; disk: runs {Megabytes(plan.RunsDisk)}"
            + $", environments {Megabytes(environments.Sum(e => e.Value))}{Names(environments)}"
            + $", models {Megabytes(models.Sum(m => m.Value))}{Names(models)}.";
    }

    private static string Names(KeyValuePair<string, long>[] items) =>
        items.Length == 0 ? string.Empty : $" ({string.Join(", ", items.Select(i => i.Key))})";

    private static string Megabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.#} MB");
}

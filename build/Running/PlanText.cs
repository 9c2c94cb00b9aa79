using System.Globalization;
using Refigure.Planning;
using Refigure.Results;

namespace Refigure.Build.Running;

/// <summary>A plan in words: what is run, why, and the price of all.</summary>
internal static class PlanText
{
    /// <summary>
    /// The lines: for each case, node and cache state the iterations that share a decision and its reasons; after the first
    /// of a case, its command, if it is asked for; at the end the price.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="preview">Tells a case's command; null for none.</param>
    public static IEnumerable<string> Of(Plan plan, CommandPreview? preview = null)
    {
        string? last = null;
        foreach (var group in Groups(plan))
        {
            yield return Line(group);
            var one = $"{group[0].Identity.Experiment}/{group[0].Identity.Case}";
            if (one != last && preview?.Of(group[0].Case) is { } command)
            {
                foreach (var line in CommandText.Of(command))
                {
                    yield return $"    {line}";
                }
            }

            last = one;
        }

        foreach (var line in PlanPrice.Of(plan))
        {
            yield return line;
        }
    }

    // Iterations that differ in nothing but their number; the plan has them one after the other.
    private static IEnumerable<List<PlannedRun>> Groups(Plan plan)
    {
        List<PlannedRun> group = [];
        foreach (var run in plan.Runs)
        {
            if (group.Count > 0 && Key(group[0]) != Key(run))
            {
                yield return group;
                group = [];
            }

            group.Add(run);
        }

        if (group.Count > 0)
        {
            yield return group;
        }
    }

    private static (RunIdentity, RunDecision, TimeSpan?, string) Key(PlannedRun run) =>
        (run.Identity with { Iteration = 1 }, run.Decision, run.Estimate, string.Join(';', run.Reasons));

    private static string Line(List<PlannedRun> group)
    {
        var run = group[0];
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
        var last = group[^1].Identity.Iteration;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{run.Identity.Experiment}/{run.Identity.Node}/{run.Identity.Case}/{run.Identity.Cache.Word()}-{run.Identity.Iteration}{(group.Count > 1 ? $"…{last}" : "")}: {what}{time}{(group.Count > 1 && time.Length > 0 ? " each" : "")}"
        );
    }
}

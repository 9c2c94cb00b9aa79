using System.Collections.Immutable;
using Refigure.Results;

namespace Refigure.Reports.Comparisons;

/// <summary>Finds what can be compared: with another set of runs, and within one set between nodes and between versions.</summary>
public static class RunComparisons
{
    private const int MostWithin = 12;

    /// <summary>These runs beside others, such as last week's.</summary>
    /// <param name="before">The others.</param>
    /// <param name="now">These.</param>
    /// <param name="name">What the others are called.</param>
    public static RunComparison Against(
        ImmutableArray<MeasuredRun> before,
        ImmutableArray<MeasuredRun> now,
        string name
    )
    {
        var nodes = Nodes(before).Intersect(Nodes(now), StringComparer.Ordinal).ToArray();
        // On a machine that both know, its own runs are compared; else the two sets are of two machines, and that is said.
        var pairs = RunPairing.Of(
            before,
            now,
            r => nodes.Length > 0 ? $"{CaseOf(r)}/{r.Record.Identity.Node}" : CaseOf(r),
            out var unpaired
        );
        return new RunComparison($"{name} and these runs", name, "these runs", pairs)
        {
            Unpaired = unpaired,
            Remarks = nodes.Length > 0 ? [] : OtherMachines(before, now),
        };
    }

    /// <summary>Pairs of nodes that ran the same cases, and of engine versions that ran the same model the same way.</summary>
    public static ImmutableArray<RunComparison> Within(ImmutableArray<MeasuredRun> runs) =>
        [.. BetweenNodes(runs).Concat(BetweenVersions(runs)).Take(MostWithin)];

    private static IEnumerable<RunComparison> BetweenNodes(ImmutableArray<MeasuredRun> runs)
    {
        string[] nodes = [.. Nodes(runs)];
        var byNode = runs.ToLookup(r => r.Record.Identity.Node, StringComparer.Ordinal);
        // Each node is paired with each other one.
        var keys = new Dictionary<MeasuredRun, string>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < nodes.Length; i++)
        {
            for (var j = i + 1; j < nodes.Length; j++)
            {
                var (a, b) = (Of(nodes[i]), Of(nodes[j]));
                var pairs = RunPairing.Of(a, b, KeyOf, out var unpaired);
                if (!pairs.IsEmpty)
                {
                    yield return new RunComparison($"Nodes {nodes[i]} and {nodes[j]}", nodes[i], nodes[j], pairs)
                    {
                        Unpaired = unpaired,
                        Remarks = OtherMachines(a, b),
                    };
                }
            }
        }

        ImmutableArray<MeasuredRun> Of(string node) => [.. byNode[node]];

        string KeyOf(MeasuredRun run) => keys.TryGetValue(run, out var key) ? key : keys[run] = CaseOf(run);
    }

    private static IEnumerable<RunComparison> BetweenVersions(ImmutableArray<MeasuredRun> runs)
    {
        foreach (
            var engine in runs.GroupBy(r => r.Record.Engine, StringComparer.Ordinal)
                .OrderBy(g => g.Key, StringComparer.Ordinal)
        )
        {
            var versions = engine
                .Where(r => r.Record.EngineVersion is not null)
                .GroupBy(r => r.Record.EngineVersion!, StringComparer.Ordinal)
                .OrderBy(g => g.Key, VersionText.Comparer)
                .ToArray();
            for (var i = 1; i < versions.Length; i++)
            {
                var (old, next) = ($"{engine.Key} {versions[i - 1].Key}", $"{engine.Key} {versions[i].Key}");
                var pairs = RunPairing.Of(versions[i - 1], versions[i], SetUpOf, out var unpaired);
                if (!pairs.IsEmpty)
                {
                    yield return new RunComparison($"Versions {old} and {next}", old, next, pairs)
                    {
                        Unpaired = unpaired,
                    };
                }
            }
        }
    }

    private static string CaseOf(MeasuredRun run) =>
        $"{run.Record.Profile}/{run.Record.Identity.Experiment}/{run.Record.Identity.Case}/{run.Record.Identity.Cache.Word()}";

    private static string SetUpOf(MeasuredRun run) =>
        $"{run.Record.Profile}/{run.Record.Identity.Experiment}/{run.Record.Identity.Node}/{run.Record.Model}/"
        + $"{string.Join(' ', run.Record.Arguments.Select(a => $"{a.Key}={a.Value}"))}/{run.Record.Identity.Cache.Word()}";

    private static IOrderedEnumerable<string> Nodes(IEnumerable<MeasuredRun> runs) =>
        runs.Select(r => r.Record.Identity.Node).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private static ImmutableArray<string> OtherMachines(
        ImmutableArray<MeasuredRun> first,
        ImmutableArray<MeasuredRun> second
    )
    {
        var facts = NodeTable.Differing(first.Concat(second));
        return facts.IsEmpty
            ? []
            :
            [
                $"They were measured on machines that differ in {string.Join(", ", facts)}: a difference may be theirs.",
            ];
    }
}

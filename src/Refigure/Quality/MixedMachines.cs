using System.Collections.Immutable;
using Refigure.Results;

namespace Refigure.Quality;

/// <summary>
/// Runs whose machines differ in what they should not: those of one node before and after an update, or two nodes in more than
/// what is compared. What a run does not tell is not compared.
/// </summary>
internal static class MixedMachines
{
    private static readonly (string Fact, string Word)[] Facts =
    [
        ("gpu", "GPU"),
        ("driver", "driver"),
        ("cuda", "CUDA"),
        ("cpu", "processor"),
        ("kernel", "kernel"),
        ("os", "system"),
    ];

    /// <summary>One finding for each node whose own runs differ.</summary>
    public static IEnumerable<Finding> Inspect(IEnumerable<MeasuredRun> runs)
    {
        foreach (var node in runs.GroupBy(r => r.Record.Identity.Node).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var differing = Facts
                .Select(f => (f.Word, Values: Values(node, f.Fact)))
                .Where(f => f.Values.Length > 1)
                .Select(f => $"{f.Word} ({RunGroups.Names(f.Values)})")
                .ToArray();
            if (differing.Length > 0)
            {
                yield return new Finding(
                    FindingKinds.MixedMachines,
                    $"The runs of {node.Key} differ in {string.Join(", ", differing)}.",
                    RunGroups.Folders(node)
                );
            }
        }
    }

    /// <summary>One finding if two nodes differ in more than what their comparison is about.</summary>
    public static IEnumerable<Finding> Inspect(Comparison comparison)
    {
        if (comparison.About is null)
        {
            yield break;
        }

        var differing = Facts
            .Where(f => f.Fact != comparison.About)
            .Select(f => (f.Word, Mine: Values(comparison.Baseline, f.Fact), Other: Values(comparison.Other, f.Fact)))
            .Where(f =>
                f.Mine.Length > 0 && f.Other.Length > 0 && !f.Mine.SequenceEqual(f.Other, StringComparer.Ordinal)
            )
            .Select(f => $"{f.Word} ({RunGroups.Names(f.Mine)} and {RunGroups.Names(f.Other)})")
            .ToArray();
        if (differing.Length > 0)
        {
            yield return new Finding(
                FindingKinds.MixedMachines,
                $"{comparison.BaselineName} and {comparison.OtherName} differ also in {string.Join(", ", differing)}.",
                RunGroups.Folders(comparison.Baseline.Concat(comparison.Other))
            );
        }
    }

    private static ImmutableArray<string> Values(IEnumerable<MeasuredRun> runs, string fact) =>
        [
            .. runs.Select(r => r.Record.NodeFacts.GetValueOrDefault(fact))
                .OfType<string>()
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
}

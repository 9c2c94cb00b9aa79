using System.Collections.Immutable;
using Refigure.Results;

namespace Refigure.Figures;

/// <summary>The iterations of one case in one cache state on one node.</summary>
internal sealed record CaseRuns(
    string Node,
    string Case,
    string Model,
    CacheState Cache,
    string Version,
    ImmutableArray<MeasuredRun> Iterations
)
{
    /// <summary>The case's engine arguments.</summary>
    public ImmutableSortedDictionary<string, string> Arguments => Iterations[0].Record.Arguments;

    public bool Has(string metric) => Iterations.Any(r => r.Value(metric) is not null);

    /// <summary>Groups runs into cases, ordered by node, case and cache state, iterations ascending.</summary>
    public static ImmutableArray<CaseRuns> Group(IEnumerable<MeasuredRun> runs) =>
        [
            .. runs.GroupBy(r => (r.Record.Identity.Node, r.Record.Identity.Case, r.Record.Identity.Cache))
                .OrderBy(g => g.Key.Node, StringComparer.Ordinal)
                .ThenBy(g => g.Key.Case, StringComparer.Ordinal)
                .ThenBy(g => g.Key.Cache)
                .Select(g =>
                {
                    ImmutableArray<MeasuredRun> iterations = [.. g.OrderBy(r => r.Record.Identity.Iteration)];
                    var first = iterations[0].Record;
                    return new CaseRuns(
                        g.Key.Node,
                        g.Key.Case,
                        first.Model,
                        g.Key.Cache,
                        first.EngineVersion ?? "",
                        iterations
                    );
                }),
        ];

    /// <summary>One case of each model: the one with the most iterations, then the fewest arguments, then by name.</summary>
    public static ImmutableArray<CaseRuns> OneOfEachModel(IEnumerable<CaseRuns> cases, FigureDraft draft)
    {
        var chosen = ImmutableArray.CreateBuilder<CaseRuns>();
        foreach (var group in cases.GroupBy(c => c.Model))
        {
            var ordered = group
                .OrderByDescending(c => c.Iterations.Length)
                .ThenBy(c => c.Arguments.Count)
                .ThenBy(c => c.Case, StringComparer.Ordinal)
                .ToArray();
            chosen.Add(ordered[0]);
            if (ordered.Length > 1)
            {
                draft.Find(
                    "left-out",
                    $"{draft.Input.Models.LabelOf(group.Key)} was run as {ordered.Length} cases; shown is {ordered[0].Case}.",
                    ordered.Skip(1).SelectMany(c => c.Iterations)
                );
            }
        }

        return chosen.ToImmutable();
    }
}

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

    /// <summary>Names the group that a run belongs to.</summary>
    public static string KeyOf(RunIdentity identity) => $"{identity.Node}/{identity.Case}/{identity.Cache.Word()}";

    /// <summary>Names this group, as <see cref="KeyOf"/> does.</summary>
    public string Key => KeyOf(Iterations[0].Record.Identity);

    public bool Has(string metric) => Iterations.Any(r => r.Value(metric) is not null);

    /// <summary>Groups runs into cases, ordered by node, case and cache state, iterations ascending.</summary>
    public static ImmutableArray<CaseRuns> Group(IEnumerable<MeasuredRun> runs)
    {
        var cases = new List<CaseRuns>();
        foreach (var group in Ordered.Groups(runs, r => KeyOf(r.Record.Identity)))
        {
            var iterations = Ordered.By(
                group,
                static (a, b) => a.Record.Identity.Iteration.CompareTo(b.Record.Identity.Iteration)
            );
            var (record, identity) = (iterations[0].Record, iterations[0].Record.Identity);
            cases.Add(
                new CaseRuns(
                    identity.Node,
                    identity.Case,
                    record.Model,
                    identity.Cache,
                    record.EngineVersion ?? "",
                    [.. iterations]
                )
            );
        }

        return
        [
            .. Ordered.By(
                cases,
                static (a, b) =>
                    string.CompareOrdinal(a.Node, b.Node)
                        .Then(string.CompareOrdinal(a.Case, b.Case))
                        .Then(((int)a.Cache).CompareTo((int)b.Cache))
            ),
        ];
    }

    /// <summary>Which of several cases of a model stands for it: more iterations, then fewer arguments, then the name.</summary>
    public static int ByPreference(CaseRuns a, CaseRuns b) =>
        b
            .Iterations.Length.CompareTo(a.Iterations.Length)
            .Then(a.Arguments.Count.CompareTo(b.Arguments.Count))
            .Then(string.CompareOrdinal(a.Case, b.Case));

    /// <summary>One case of each model (<see cref="ByPreference"/>); says which others are left out.</summary>
    public static ImmutableArray<CaseRuns> OneOfEachModel(IEnumerable<CaseRuns> cases, FigureDraft draft)
    {
        var chosen = ImmutableArray.CreateBuilder<CaseRuns>();
        foreach (var group in Ordered.Groups(cases, c => c.Model))
        {
            var ordered = Ordered.By(group, ByPreference);
            chosen.Add(ordered[0]);
            if (ordered.Length > 1)
            {
                draft.Find(
                    "left-out",
                    $"{draft.Input.Models.LabelOf(ordered[0].Model)} was run as {ordered.Length} cases; shown is {ordered[0].Case}.",
                    ordered.Skip(1).SelectMany(c => c.Iterations)
                );
            }
        }

        return chosen.ToImmutable();
    }
}

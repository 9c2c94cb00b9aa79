using System.Collections.Immutable;
using Refigure.Results;

namespace Refigure.Figures;

/// <summary>A model on the two sides of a comparison.</summary>
internal sealed record CasePair(CaseRuns Baseline, CaseRuns Other)
{
    public string Model => Baseline.Model;

    public ImmutableArray<MeasuredRun> Runs => [.. Baseline.Iterations, .. Other.Iterations];

    /// <summary>
    /// Pairs the sides by model, never by position. Where a model was run as several cases, those are paired that agree in
    /// engine version and arguments, then those with the most iterations. Ordered by model.
    /// </summary>
    public static ImmutableArray<CasePair> Join(IEnumerable<CaseRuns> baseline, IEnumerable<CaseRuns> other)
    {
        var others = other.ToLookup(c => c.Model);
        return
        [
            .. baseline
                .SelectMany(b => others[b.Model].Select(o => new CasePair(b, o)))
                .GroupBy(p => p.Model)
                .Select(g =>
                    g.OrderByDescending(p => p.SameVersion)
                        .ThenByDescending(p => p.SameArguments)
                        .ThenByDescending(p => Math.Min(p.Baseline.Iterations.Length, p.Other.Iterations.Length))
                        .ThenByDescending(p => p.Baseline.Version, VersionOrder.Instance)
                        .ThenBy(p => p.Baseline.Arguments.Count)
                        .ThenBy(p => p.Baseline.Case, StringComparer.Ordinal)
                        .First()
                )
                .OrderBy(p => p.Model, StringComparer.Ordinal),
        ];
    }

    /// <summary>What differs in the arguments of the two sides, for people; empty if nothing does.</summary>
    public string Differences()
    {
        var keys = Baseline.Arguments.Keys.Union(Other.Arguments.Keys).Order(StringComparer.Ordinal);
        var said = keys.Where(k => Text(Baseline, k) != Text(Other, k))
            .Select(k => $"{k} {Text(Baseline, k)} against {Text(Other, k)}")
            .ToList();
        if (Longest(Baseline) is { } left && Longest(Other) is { } right && left != right)
        {
            said.Add($"max_seq_len {left} against {right} in the logs");
        }

        return string.Join(", ", said);
    }

    private bool SameVersion => Baseline.Version == Other.Version;

    private bool SameArguments =>
        Baseline.Arguments.Count == Other.Arguments.Count && Baseline.Arguments.All(a => Text(Other, a.Key) == a.Value);

    private static string Text(CaseRuns side, string key) => side.Arguments.GetValueOrDefault(key, "not set");

    private static string? Longest(CaseRuns side) => side.Iterations[0].Log?.Arguments.GetValueOrDefault("max_seq_len");
}

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
        CaseRuns[] others = [.. other];
        var all = baseline.SelectMany(b => others.Where(o => o.Model == b.Model).Select(o => new CasePair(b, o)));
        var best = Ordered.Groups(all, p => p.Model).Select(g => Ordered.By(g, ByPreference)[0]);
        return [.. Ordered.By(best, static (a, b) => string.CompareOrdinal(a.Model, b.Model))];
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

    private static int ByPreference(CasePair a, CasePair b) =>
        b
            .SameVersion.CompareTo(a.SameVersion)
            .Then(b.SameArguments.CompareTo(a.SameArguments))
            .Then(b.Iterations.CompareTo(a.Iterations))
            .Then(VersionOrder.Instance.Compare(b.Baseline.Version, a.Baseline.Version))
            .Then(CaseRuns.ByPreference(a.Baseline, b.Baseline))
            .Then(CaseRuns.ByPreference(a.Other, b.Other));

    private int Iterations => Math.Min(Baseline.Iterations.Length, Other.Iterations.Length);

    private bool SameVersion => Baseline.Version == Other.Version;

    private bool SameArguments =>
        Baseline.Arguments.Count == Other.Arguments.Count && Baseline.Arguments.All(a => Text(Other, a.Key) == a.Value);

    private static string Text(CaseRuns side, string key) => side.Arguments.GetValueOrDefault(key, "not set");

    private static string? Longest(CaseRuns side) => side.Iterations[0].Log?.Arguments.GetValueOrDefault("max_seq_len");
}

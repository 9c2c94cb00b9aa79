using System.Collections.Immutable;

namespace Refigure.Figures.Serving;

/// <summary>
/// The choice of the cases that one figure shows: those that agree in everything that it does not vary. What is left out is
/// said.
/// </summary>
internal static class ServingChoice
{
    /// <summary>
    /// The group that <paramref name="score"/> likes best. Ties: more runs, the newer version, the key. Empty if there are no
    /// cases.
    /// </summary>
    public static ImmutableArray<ServingCase> Best(
        IEnumerable<ServingCase> cases,
        Func<ServingCase, string> key,
        Func<IReadOnlyList<ServingCase>, int> score
    )
    {
        var groups = Ordered.Groups(cases, key);
        var best = Ordered.First(
            groups,
            (a, b) =>
                score(b)
                    .CompareTo(score(a))
                    .Then(Runs(b).CompareTo(Runs(a)))
                    .Then(VersionOrder.Instance.Compare(b[0].Runs.Version, a[0].Runs.Version))
                    .Then(string.CompareOrdinal(key(a[0]), key(b[0])))
        );
        return best is null ? [] : [.. best];
    }

    /// <summary>One case at each position, ascending; those with more iterations come first. Says what is left out.</summary>
    public static ImmutableArray<ServingCase> OneAtEach(
        IEnumerable<ServingCase> cases,
        Func<ServingCase, double?> position,
        FigureDraft draft
    )
    {
        var (chosen, left) = (new List<ServingCase>(), new List<(ServingCase Shown, ServingCase[] Others)>());
        foreach (var group in Ordered.Groups(cases.Where(c => position(c) is not null), c => Key(position(c))))
        {
            var ordered = Ordered.By(group, static (a, b) => CaseRuns.ByPreference(a.Runs, b.Runs));
            chosen.Add(ordered[0]);
            if (ordered.Length > 1)
            {
                left.Add((ordered[0], ordered[1..]));
            }
        }

        if (left.Count > 0)
        {
            draft.Find(
                "left-out",
                $"More than one case has the load {string.Join(", ", left.Select(l => Key(position(l.Shown))))}; shown "
                    + $"{(left.Count == 1 ? "is" : "are")} {string.Join(", ", left.Select(l => l.Shown.Runs.Case).Take(3))}"
                    + (left.Count > 3 ? " and so on." : "."),
                left.SelectMany(l => l.Others).SelectMany(c => c.Runs.Iterations)
            );
        }

        return [.. Ordered.By(chosen, (a, b) => (position(a) ?? double.NaN).CompareTo(position(b) ?? double.NaN))];
    }

    /// <summary>Says which other settings there are runs of, of the same node: nobody must take the figure for all of them.</summary>
    public static void SayLeftOut(
        FigureDraft draft,
        IReadOnlyCollection<ServingCase> shown,
        IEnumerable<ServingCase> all
    )
    {
        var models = draft.Input.Models;
        var nodes = shown.Select(c => c.Runs.Node).ToHashSet(StringComparer.Ordinal);
        var sets = shown.Select(c => c.SetKey).ToHashSet(StringComparer.Ordinal);
        ServingCase[] others = [.. all.Where(c => nodes.Contains(c.Runs.Node) && !sets.Contains(c.SetKey))];
        if (others.Length == 0)
        {
            return;
        }

        var ours = ServingNames.Describe(shown.First(), models);
        string[] theirs = [.. others.Select(c => ServingNames.Describe(c, models)).Distinct(StringComparer.Ordinal)];
        var same = theirs is [var only] && only == ours;
        var message = same
            ? $"Shown is {ours}, with one choice of arguments; there are also runs of it with others."
            : $"Shown is {ours}; there are also runs of {string.Join("; ", theirs.Where(t => t != ours).Take(2))}"
                + (theirs.Length > 2 ? $" and {theirs.Length - 2} more." : ".");
        draft.Find("left-out", message, others.SelectMany(c => c.Runs.Iterations));
    }

    private static string Key(double? position) => position is { } x ? FigureNumberText.Exact(x) : "";

    private static int Runs(IReadOnlyList<ServingCase> cases) => cases.Sum(c => c.Runs.Iterations.Length);
}

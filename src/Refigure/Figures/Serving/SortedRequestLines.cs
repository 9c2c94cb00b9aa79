using System.Collections.Immutable;
using System.Globalization;
using Refigure.Results;
using Refigure.Serving;

namespace Refigure.Figures.Serving;

/// <summary>
/// Figures 18 and 19: a latency of each completed request, sorted, a line for each configuration. x is the place in the sorted
/// order, from 1, not the prompt's own number; so each line rises.
/// </summary>
public sealed record SortedRequestLines : FigureRecipe
{
    /// <summary>The latency.</summary>
    public required RequestLatency Latency { get; init; }

    /// <summary>What the configurations may differ in; the first that has two or more of them is shown.</summary>
    public ImmutableArray<ServingConfiguration> Configurations { get; init; } = [ServingConfiguration.Gpus];

    /// <summary>The title of the x axis.</summary>
    public string PlaceAxis { get; init; } = "Prompt index (sorted)";

    /// <inheritdoc/>
    public override FigureOutcome Compute(FigureInput input)
    {
        var draft = new FigureDraft(this, input);
        var selection = RunSelection.Of(draft);
        if (selection.IsEmpty)
        {
            return selection.NoRuns();
        }

        ImmutableArray<SortedRequests> all =
        [
            .. ServingCase
                .Of(selection.Cases, input)
                .Select(c => SortedRequests.Of(c, Latency, input))
                .OfType<SortedRequests>(),
        ];
        var (configuration, chosen) = Choose(all);
        if (chosen.IsEmpty)
        {
            return draft.Without(
                $"runs whose requests were recorded one by one ({ServingFiles.Requests}), with {Latency.ToString().ToUpperInvariant()}",
                "no valid run has them"
            );
        }

        var shown = OfEach(configuration, chosen, draft);
        string[] names = [.. shown.Select(s => Name(configuration, s.Case))];
        selection.Say([.. shown.Select(s => s.Case.Runs)]);
        var findings = new ServingFindings(draft, [.. shown.Select((s, i) => new ShownCase(s.Case, names[i]))]);
        findings.Say(selection);
        for (var i = 0; i < shown.Length; i++)
        {
            AddLine(draft, shown[i], names[i]);
        }

        SayChoice(draft, shown, names, all);
        findings.SayRemarks();
        return draft.Finish();
    }

    private (ServingConfiguration Kind, ImmutableArray<SortedRequests> Chosen) Choose(
        ImmutableArray<SortedRequests> all
    )
    {
        foreach (var kind in Configurations)
        {
            int Count(IReadOnlyList<ServingCase> cases) => cases.Select(kind.Of).OfType<double>().Distinct().Count();

            var cases = ServingChoice.Best(
                all.Select(s => s.Case).Where(c => kind.Of(c) is not null),
                kind.KeyOf,
                Count
            );
            if (Count(cases) >= 2 || (!cases.IsEmpty && kind == Configurations[^1]))
            {
                return (kind, [.. all.Where(s => cases.Contains(s.Case))]);
            }
        }

        // Nothing is known of any configuration: one case, by its name.
        var any = ServingChoice.Best(
            all.Select(s => s.Case),
            c => c.Runs.Key,
            cases => cases[0].Runs.Iterations.Length
        );
        return (Configurations[0], [.. all.Where(s => any.Contains(s.Case))]);
    }

    // Of several cases of one configuration, which then differ in what is not known, the one with more iterations.
    private static ImmutableArray<SortedRequests> OfEach(
        ServingConfiguration kind,
        ImmutableArray<SortedRequests> chosen,
        FigureDraft draft
    )
    {
        var shown = new List<SortedRequests>();
        foreach (var group in Ordered.Groups(chosen, s => Name(kind, s.Case)))
        {
            var ordered = Ordered.By(group, static (a, b) => CaseRuns.ByPreference(a.Case.Runs, b.Case.Runs));
            shown.Add(ordered[0]);
            if (ordered.Length > 1)
            {
                draft.Find(
                    "left-out",
                    $"{ordered.Length} cases have {Name(kind, ordered[0].Case)}; shown is {ordered[0].Case.Runs.Case}.",
                    ordered.Skip(1).Select(s => s.Run)
                );
            }
        }

        return
        [
            .. Ordered.By(
                shown,
                (a, b) =>
                    (kind.Of(a.Case) ?? double.MaxValue)
                        .CompareTo(kind.Of(b.Case) ?? double.MaxValue)
                        .Then(string.CompareOrdinal(a.Case.Runs.Case, b.Case.Runs.Case))
            ),
        ];
    }

    private void AddLine(FigureDraft draft, SortedRequests requests, string name)
    {
        var metric = Latency == RequestLatency.Ttft ? "ttft" : "tpot";
        var file = $"{requests.Run.Record.Identity.RelativeFolder}/{ServingFiles.Requests}";
        var place = 0;
        foreach (var (value, line) in requests.Values)
        {
            var source = string.Create(CultureInfo.InvariantCulture, $"{file}:{line}");
            draft.Add(
                new FigureMark(
                    Panels.Main,
                    name,
                    Label: "",
                    (++place).ToString(CultureInfo.InvariantCulture),
                    value,
                    Error: null,
                    N: 1,
                    Unit
                )
                {
                    How = "the time of one request, at its place in the sorted order",
                    Sources = [new MarkSource(requests.Run, new Measurement(metric, value, Unit, source))],
                }
            );
        }
    }

    private static void SayChoice(
        FigureDraft draft,
        ImmutableArray<SortedRequests> shown,
        string[] names,
        ImmutableArray<SortedRequests> all
    )
    {
        string[] left = [.. shown.Select((s, i) => s.LeftOut(names[i])).OfType<string>()];
        if (left.Length > 0)
        {
            draft.Find("requests-left-out", $"Not shown: {string.Join("; ", left)}.", shown.Select(s => s.Run));
        }

        SortedRequests[] repeated = [.. shown.Where(s => s.Case.Runs.Iterations.Length > 1)];
        if (repeated.Length > 0)
        {
            string[] iterations =
            [
                .. repeated
                    .Select(s => s.Run.Record.Identity.Iteration.ToString(CultureInfo.InvariantCulture))
                    .Distinct(),
            ];
            draft.Find(
                "iteration-chosen",
                $"Each line is one run: iteration {string.Join(", ", iterations)} of {repeated.Max(s => s.Case.Runs.Iterations.Length)}.",
                repeated.Select(s => s.Run)
            );
        }

        if (shown.Length == 1)
        {
            draft.Find("one-configuration", $"There are only runs with {names[0]}.", []);
        }

        ServingCase[] chosen = [.. shown.Select(s => s.Case)];
        ServingChoice.SayLeftOut(draft, chosen, all.Select(s => s.Case).Where(c => c.TaskKey != chosen[0].TaskKey));
    }

    private static string Name(ServingConfiguration kind, ServingCase one) =>
        kind.Of(one) is { } number ? ServingNames.Count(number, kind.One, kind.Many) : one.Runs.Case;
}

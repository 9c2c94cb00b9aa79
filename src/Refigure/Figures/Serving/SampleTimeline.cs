using System.Collections.Immutable;
using Refigure.Results;

namespace Refigure.Figures.Serving;

/// <summary>
/// Figures 28 and 29: a quantity over the time of a load, with its peak. A line for each engine or setting of one model on one
/// node: of each the run with the highest load.
/// </summary>
public sealed record SampleTimeline : FigureRecipe
{
    /// <summary>The annotation of the highest sample of a line: its time is x, its value y.</summary>
    public const string Peak = "peak";

    /// <summary>The annotation of the load's start, at x.</summary>
    public const string LoadStart = "load_start";

    private const int MostLines = 4;

    /// <summary>The quantities that may be shown; the first that runs have.</summary>
    public required ImmutableArray<SampledQuantity> Quantities { get; init; }

    /// <inheritdoc/>
    public override FigureOutcome Compute(FigureInput input)
    {
        var draft = new FigureDraft(this, input);
        var selection = RunSelection.Of(draft);
        if (selection.IsEmpty)
        {
            return selection.NoRuns();
        }

        var all = ServingCase.Of(selection.Cases, input);
        foreach (var quantity in Quantities)
        {
            var lines = Lines(all, quantity, input);
            if (!lines.IsEmpty)
            {
                return Draw(draft, selection, quantity, lines);
            }
        }

        return draft.Without(
            $"runs with {Quantities[0].Words} ({RawFiles.Samples}, column {Quantities[0].Column})",
            "no valid run has them"
        );
    }

    // Samples are many and cases, too: of each setting only as many runs are read as it takes to find one.
    private static ImmutableArray<SampledRun> Lines(
        ImmutableArray<ServingCase> all,
        SampledQuantity quantity,
        FigureInput input
    )
    {
        var read = new List<SampledRun>();
        foreach (var set in Ordered.Groups(all, c => c.SetKey))
        {
            var byLoad = Ordered.By(set, static (a, b) => Load(b).CompareTo(Load(a)));
            var found = byLoad
                .SelectMany(c => c.Runs.Iterations.Select(run => SampledRun.Of(c, run, quantity, input)))
                .OfType<SampledRun>()
                .FirstOrDefault();
            if (found is not null)
            {
                read.Add(found);
            }
        }

        var best = ServingChoice.Best(read.Select(r => r.Case), c => c.TaskKey, cases => cases.Count);
        return
        [
            .. Ordered.By(
                read.Where(r => best.Contains(r.Case)),
                static (a, b) =>
                    ServingNames.ByEngine(a.Case, b.Case).Then(string.CompareOrdinal(a.Case.SetKey, b.Case.SetKey))
            ),
        ];
    }

    private static FigureOutcome Draw(
        FigureDraft draft,
        RunSelection selection,
        SampledQuantity quantity,
        ImmutableArray<SampledRun> lines
    )
    {
        var names = ServingNames.Of([.. lines.Select(l => l.Case)]);
        var shown = lines.Take(MostLines).ToImmutableArray();
        if (quantity.Remark is { } remark)
        {
            draft.Find("labels", remark, []);
        }

        SayRuns(draft, shown, names, lines.Length - shown.Length);
        selection.Say([.. shown.Select(s => s.Case.Runs)]);
        var findings = new ServingFindings(draft, [.. shown.Select((s, i) => new ShownCase(s.Case, names[i]))]);
        findings.Say(selection);
        findings.SayRemarks();

        // Where one line does not know when its load began, no line can be set beside it but by the engine's start.
        var fromLoad = shown.All(s => s.Case.Load?.SamplesOffset is not null);
        var isBefore = false;
        for (var i = 0; i < shown.Length; i++)
        {
            isBefore |= TimelineMarks.Add(draft, shown[i], names[i], fromLoad, isAlone: shown.Length == 1);
        }

        if (fromLoad && isBefore)
        {
            draft.Add(
                new FigureMark(Panels.Annotations, LoadStart, "load starts", "0", Y: 0, Error: null, N: null, "s")
            );
        }

        draft.Add(Annotation.Text(Annotation.Axis, quantity.ValueAxis));
        draft.Add(
            Annotation.Text(
                Annotation.LoadAxis,
                fromLoad ? "Time since the load's start (s)" : "Time since the engine's start (s)"
            )
        );
        return draft.Finish();
    }

    private static void SayRuns(
        FigureDraft draft,
        ImmutableArray<SampledRun> shown,
        ImmutableArray<string> names,
        int left
    )
    {
        var loads = shown
            .Select((s, i) => (Name: names[i], At: Load(s.Case)))
            .Where(l => l.At > 0)
            .Select(l => shown.Length == 1 ? $"{l.At}" : $"{l.Name} {l.At}")
            .ToArray();
        if (loads.Length > 0)
        {
            draft.Find(
                "run-chosen",
                $"Shown {(shown.Length == 1 ? "is the run" : "are the runs")} with the most requests at a time: {string.Join(", ", loads)}.",
                shown.Select(s => s.Run)
            );
        }

        if (left > 0)
        {
            draft.Find("left-out", $"{left} more settings were run, and are not shown.", []);
        }
    }

    private static double Load(ServingCase one) => one.Concurrency ?? one.BatchSize ?? 0;
}

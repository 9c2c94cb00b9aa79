using System.Collections.Immutable;
using Refigure.Serving;

namespace Refigure.Figures.Serving;

/// <summary>
/// Figures 25 to 27: engines side by side with the same model, on the same node, under the same requests: a curve for each
/// over the number of requests (or prompts of a batch) at a time.
/// </summary>
public sealed record EngineCurves : FigureRecipe
{
    /// <summary>The price of an hour of one GPU in dollars in the study of engines: an NVIDIA L4 on demand.</summary>
    public const double UsualPricePerHour = 2.93;

    /// <summary>The annotation of the price of an hour.</summary>
    public const string Price = "price_per_hour";

    private const int MostSeries = 6;
    private const double SecondsOfAnHour = 3600;
    private const double Million = 1e6;

    /// <summary>The measurement.</summary>
    public required string Metric { get; init; }

    /// <summary>Whether the value is a time, shown in milliseconds.</summary>
    public bool IsTime { get; init; }

    /// <summary>Whether the value is what a million tokens cost at the throughput that <see cref="Metric"/> measures.</summary>
    public bool IsCost { get; init; }

    /// <inheritdoc/>
    public override FigureOutcome Compute(FigureInput input)
    {
        var draft = new FigureDraft(this, input);
        var selection = RunSelection.Of(draft);
        if (selection.IsEmpty)
        {
            return selection.NoRuns();
        }

        ImmutableArray<ServingCase> usable =
        [
            .. ServingCase.Of(selection.Cases, input).Where(c => Position(c) > 0 && c.Runs.Has(Metric)),
        ];
        var best = ServingChoice.Best(usable, c => c.TaskKey, Score);
        if (best.IsEmpty)
        {
            return draft.Without($"{Metric} of engines at known concurrencies or batch sizes", "no valid run has both");
        }

        var (curves, left) = Curves(best, draft);
        var names = ServingNames.Of([.. curves.Select(c => c[0])]);
        ImmutableArray<ServingCase> shown = [.. curves.SelectMany(c => c)];
        SayPrice(draft, shown);
        SayEngines(draft, shown, left);
        selection.Say([.. shown.Select(c => c.Runs)]);
        var findings = new ServingFindings(
            draft,
            [
                .. curves.SelectMany(
                    (c, i) =>
                        c.Select(one => new ShownCase(
                            one,
                            $"{names[i]} at",
                            FigureNumberText.Exact(Position(one)!.Value)
                        ))
                ),
            ]
        );
        findings.Say(selection);
        findings.SayFailed();
        findings.SaySteadyState();
        AddCurves(draft, curves, names);
        SayOtherTasks(draft, shown, usable);
        findings.SayRemarks();
        findings.SayCut();
        return draft.Finish();
    }

    private static (ImmutableArray<ImmutableArray<ServingCase>> Curves, int Left) Curves(
        ImmutableArray<ServingCase> cases,
        FigureDraft draft
    )
    {
        // One setting of each engine before a second one of any: nobody must miss an engine for the settings of another.
        var wide = Ordered.Groups(
            Ordered.By(Ordered.Groups(cases, c => c.SetKey), static (a, b) => b.Count.CompareTo(a.Count)),
            s => s[0].Engine
        );
        var sets = wide.SelectMany(engine => engine.Select((set, rank) => new { Set = set, Rank = rank }));
        var chosen = Ordered.By(sets, static (a, b) => a.Rank.CompareTo(b.Rank)).Take(MostSeries).Select(s => s.Set);
        var inOrder = Ordered.By(
            chosen,
            static (a, b) => ServingNames.ByEngine(a[0], b[0]).Then(string.CompareOrdinal(a[0].SetKey, b[0].SetKey))
        );
        return (
            [.. inOrder.Select(s => ServingChoice.OneAtEach(s, Position, draft))],
            Math.Max(0, Ordered.Count(cases, c => c.SetKey) - MostSeries)
        );
    }

    private void AddCurves(
        FigureDraft draft,
        ImmutableArray<ImmutableArray<ServingCase>> curves,
        ImmutableArray<string> names
    )
    {
        var hasIntervals = false;
        for (var i = 0; i < curves.Length; i++)
        {
            foreach (var one in curves[i])
            {
                var x = Position(one)!.Value;
                var where = $"{names[i]} at {FigureNumberText.Exact(x)}";
                hasIntervals |= ServingMarks.Add(draft, Value(draft.Input), names[i], one, (x, where));
            }
        }

        ImmutableArray<ServingCase> shown = [.. curves.SelectMany(c => c)];
        ServingMarks.SayErrors(draft, shown, hasIntervals);
        draft.Add(Annotation.Text(Annotation.LoadAxis, LoadAxis(shown)));
    }

    private ServingValue Value(FigureInput input) =>
        IsCost
            ? new ServingValue(Metric, "$")
            {
                Shown = (tokens, one) => CostOf(input.PricePerHour, one.Gpus ?? 1, tokens, one.IsOnGpu),
                How = "dollars an hour × GPUs / (tokens per second × 3600) × 10^6, run by run",
            }
        : IsTime ? ServingValue.Milliseconds(Metric)
        : new ServingValue(Metric, ServingMetrics.UnitOf(Metric));

    // The study of engines: the price of an hour by the tokens of an hour. A machine without a GPU is paid for as a whole.
    private static double CostOf(double pricePerHour, double gpus, double tokensPerSecond, bool isOnGpu) =>
        pricePerHour * (isOnGpu ? gpus : 1) / (tokensPerSecond * SecondsOfAnHour) * Million;

    private void SayPrice(FigureDraft draft, ImmutableArray<ServingCase> shown)
    {
        if (!IsCost)
        {
            return;
        }

        var price = FigureNumberText.TwoDecimals(draft.Input.PricePerHour);
        var of =
            shown.All(c => c.IsOnGpu) ? "each GPU"
            : shown.Any(c => c.IsOnGpu) ? "each GPU, or for the machine where an engine uses none"
            : "the machine, which has no GPU";
        draft.Add(
            new FigureMark(Panels.Annotations, Price, "", "", draft.Input.PricePerHour, Error: null, N: null, "$/h")
        );
        draft.Find(
            "price",
            $"The price is ${price} an hour for {of} (--price-per-hour); the tokens are the generated ones.",
            []
        );
    }

    private static void SayEngines(FigureDraft draft, ImmutableArray<ServingCase> shown, int left)
    {
        // On a processor there is one, and a note says so.
        if (draft.Recipe.Notes.IsEmpty && Ordered.Count(shown, c => c.Engine) == 1)
        {
            draft.Find("one-engine", $"There are only runs of {ServingNames.Engine(shown[0].Engine)}.", []);
        }

        if (left > 0)
        {
            draft.Find("left-out", $"{left} more settings were run, and are not shown.", []);
        }
    }

    // Other models and workloads; the engines of this one are all there.
    private static void SayOtherTasks(
        FigureDraft draft,
        ImmutableArray<ServingCase> shown,
        ImmutableArray<ServingCase> usable
    ) => ServingChoice.SayLeftOut(draft, shown, usable.Where(c => c.TaskKey != shown[0].TaskKey));

    private static string LoadAxis(ImmutableArray<ServingCase> shown) =>
        shown.All(c => c.Concurrency is not null) ? "Concurrency (requests at a time)"
        : shown.All(c => c.Concurrency is null) ? "Batch size (prompts)"
        : "Concurrency or batch size";

    private static double? Position(ServingCase one) => one.Concurrency ?? one.BatchSize;

    // Engines first: that is what the figure compares.
    private static int Score(IReadOnlyList<ServingCase> cases) =>
        (1000 * Ordered.Count(cases, c => c.Engine)) + cases.Select(Position).Distinct().Count();
}

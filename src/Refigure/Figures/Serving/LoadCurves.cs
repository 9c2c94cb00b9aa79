using System.Collections.Immutable;
using Refigure.Serving;

namespace Refigure.Figures.Serving;

/// <summary>
/// Figures 22 to 24: what one engine with one model does under more and more requests at a time, and where its queue begins.
/// </summary>
public sealed record LoadCurves : FigureRecipe
{
    /// <summary>The curves, panel by panel.</summary>
    public required ImmutableArray<LoadCurve> Curves { get; init; }

    /// <summary>The title of the x axis.</summary>
    public string LoadAxis { get; init; } = "Concurrency (requests at a time)";

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
            .. ServingCase
                .Of(selection.Cases, input)
                .Where(c => c.Concurrency > 0 && Curves.Any(curve => c.Runs.Has(curve.Metric))),
        ];
        var best = ServingChoice.Best(usable, c => c.SetKey, Positions);
        if (Positions(best) < 2)
        {
            return draft.Without(
                $"{Curves[0].Metric} of one engine and model at two concurrencies at least",
                best.IsEmpty
                    ? "no valid run has both"
                    : $"there is only concurrency {FigureNumberText.Exact(best[0].Concurrency!.Value)}"
            );
        }

        best = ServingChoice.OneAtEach(best, c => c.Concurrency, draft);
        selection.Say([.. best.Select(c => c.Runs)]);
        var findings = new ServingFindings(
            draft,
            [.. best.Select(c => new ShownCase(c, "concurrency", FigureNumberText.Exact(c.Concurrency!.Value)))]
        );
        findings.Say(selection);
        findings.SayFailed();
        findings.SaySteadyState();
        AddCurves(draft, best);
        QueueLimit.Add(draft, best, c => c.Concurrency);
        ServingChoice.SayLeftOut(draft, best, usable);
        findings.SayRemarks();
        findings.SayCut();
        return draft.Finish();
    }

    private void AddCurves(FigureDraft draft, ImmutableArray<ServingCase> cases)
    {
        var hasIntervals = false;
        foreach (var curve in Curves)
        {
            if (!cases.Any(c => c.Runs.Has(curve.Metric)))
            {
                draft.Find("missing", $"{curve.Series} is not shown: no run has {curve.Metric}.", []);
                continue;
            }

            var value = curve.IsTime
                ? ServingValue.Milliseconds(curve.Metric)
                : new ServingValue(curve.Metric, ServingMetrics.UnitOf(curve.Metric));
            foreach (var one in cases)
            {
                var x = one.Concurrency!.Value;
                hasIntervals |= ServingMarks.Add(
                    draft,
                    value,
                    curve.Series,
                    one,
                    (x, $"Concurrency {FigureNumberText.Exact(x)}")
                );
            }
        }

        ServingMarks.SayErrors(draft, cases, hasIntervals);
    }

    private static int Positions(IReadOnlyList<ServingCase> cases) =>
        cases.Select(c => c.Concurrency).Distinct().Count();
}

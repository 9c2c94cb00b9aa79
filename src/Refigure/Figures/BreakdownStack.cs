using System.Collections.Immutable;
using Refigure.Results;

namespace Refigure.Figures;

/// <summary>
/// Figure 2: one warm start as a stack of its steps, bottom to top, with the total above. The stack ends where the steps
/// end; what the log spans beyond them is said in a note.
/// </summary>
public sealed record BreakdownStack : FigureRecipe
{
    /// <summary>The steps, bottom to top.</summary>
    public required ImmutableArray<BreakdownStep> Steps { get; init; }

    /// <summary>What the study's figure leaves out; other profiles show it, too, above the steps.</summary>
    public ImmutableArray<BreakdownGap> Gaps { get; init; } = [];

    /// <summary>The model that the study shows.</summary>
    public required string StudyModel { get; init; }

    /// <inheritdoc/>
    public override FigureOutcome Compute(FigureInput input)
    {
        var draft = new FigureDraft(this, input);
        var selection = RunSelection.Of(draft);
        if (selection.IsEmpty)
        {
            return selection.NoRuns();
        }

        var chosen = Ordered.First(
            selection.Cases.Where(c => c.Cache == CacheState.Warm && Steps.Any(s => c.Has(s.Metric))),
            (a, b) => ByPreference(a, b, input)
        );
        if (chosen is null)
        {
            return draft.Without("warm starts of one model with the phases of the start-up", "no warm run has any");
        }

        selection.Say([chosen]);
        FigureMark[] steps =
        [
            .. Steps.Select(step =>
            {
                var metric = MetricChoice.For(step.Metric, [chosen], draft);
                return draft.Mean(Panels.Main, step.Series, step.Label, step.Metric, chosen, metric);
            }),
        ];
        FigureMark[] gaps =
            input.Profile == "paper" ? [] : [.. Gaps.Select(g => g.Of(chosen.Iterations, Unit)).OfType<FigureMark>()];
        draft.AddRange([.. steps, .. gaps]);
        var total = steps.Concat(gaps).Sum(mark => mark.Y ?? 0);
        var printed = $"Total: {FigureNumberText.TwoDecimals(total)}s";
        draft.Add(
            new FigureMark(
                Panels.Annotations,
                Annotation.Total,
                printed,
                "",
                total,
                Error: null,
                chosen.Iterations.Length,
                Unit
            )
            {
                Sources = [.. steps.Concat(gaps).SelectMany(mark => mark.Sources)],
            }
        );
        if (gaps.Length == 0)
        {
            SaySpan(draft, chosen, total);
        }
        else
        {
            SayUnattributed(draft, chosen, steps.Sum(mark => mark.Y ?? 0));
        }

        return draft.Finish();
    }

    // The study's model if it was run; else the case that was repeated most, which has the smallest error.
    private int ByPreference(CaseRuns a, CaseRuns b, FigureInput input) =>
        IsStudy(b)
            .CompareTo(IsStudy(a))
            .Then(b.Iterations.Length.CompareTo(a.Iterations.Length))
            .Then(VersionOrder.Instance.Compare(b.Version, a.Version))
            .Then(SizeOf(b, input).CompareTo(SizeOf(a, input)))
            .Then(CaseRuns.ByPreference(a, b));

    private bool IsStudy(CaseRuns runs) => string.Equals(runs.Model, StudyModel, StringComparison.Ordinal);

    private static double SizeOf(CaseRuns runs, FigureInput input) => input.Models.Find(runs.Model)?.SizeBillions ?? 0;

    private static void SayUnattributed(FigureDraft draft, CaseRuns chosen, double steps)
    {
        if (
            Sample.Of(chosen.Iterations, "wall").Summary is { } wall
            && Sample.Of(chosen.Iterations, "unattributed").Summary is { } left
        )
        {
            var model = draft.Input.Models.LabelOf(chosen.Model);
            var message =
                $"{model}: {FigureNumberText.TwoDecimals(steps)} of {FigureNumberText.TwoDecimals(wall.Mean)} s are the "
                + $"study's steps; {FigureNumberText.TwoDecimals(left.Mean)} s have no name.";
            draft.Find("unattributed", message, chosen.Iterations);
        }
    }

    private static void SaySpan(FigureDraft draft, CaseRuns chosen, double total)
    {
        if (Sample.Of(chosen.Iterations, "actual_total_time").Summary is { } span)
        {
            var model = draft.Input.Models.LabelOf(chosen.Model);
            var message =
                $"{model}: the logs span {FigureNumberText.TwoDecimals(span.Mean)} s from the first line to the last, "
                + $"{FigureNumberText.TwoDecimals(span.Mean - total)} s more than the steps.";
            draft.Find("unattributed", message, chosen.Iterations);
        }
    }
}

using System.Collections.Immutable;
using Refigure.Statistics;

namespace Refigure.Figures;

/// <summary>
/// Figures 10, 11 and 13: how much longer each step takes on one side than on the other. For each model the ratio of the two
/// averages (<see cref="StudyAverages"/>); a bar is the mean of the ratios over the models, its error the standard error
/// over the models, its n their number.
/// </summary>
public abstract record RatioBars : FigureRecipe
{
    /// <summary>The steps, left to right; the last one is the whole.</summary>
    public required ImmutableArray<RatioStep> Steps { get; init; }

    /// <summary>The two sides of the comparison among the runs; the sentence that says why not otherwise.</summary>
    private protected abstract RatioSides Sides(FigureDraft draft);

    /// <inheritdoc/>
    public sealed override FigureOutcome Compute(FigureInput input)
    {
        var draft = new FigureDraft(this, input);
        var sides = Sides(draft);
        if (sides.WhyNot is { } whyNot)
        {
            return whyNot;
        }

        SayDifferences(draft, sides);
        CaseRuns[] all = [.. sides.Pairs.Select(p => p.Baseline), .. sides.Pairs.Select(p => p.Other)];
        foreach (var step in Steps)
        {
            draft.Add(Mark(draft, step, MetricChoice.For(step.Metric, all, draft), sides.Pairs));
        }

        draft.Add(Annotation.Text(Annotation.Axis, sides.AxisTitle));
        return draft.Finish();
    }

    private FigureMark Mark(FigureDraft draft, RatioStep step, string metric, ImmutableArray<CasePair> pairs)
    {
        var ratios = new List<double>();
        var sources = ImmutableArray.CreateBuilder<MarkSource>();
        var without = new List<CasePair>();
        foreach (var pair in pairs)
        {
            // A ratio to 0 s, which a clock of whole seconds can print, has no meaning.
            if (
                StudyAverages.Of(metric, pair.Baseline.Iterations) is { } baseline and not 0
                && StudyAverages.Of(metric, pair.Other.Iterations) is { } other
            )
            {
                ratios.Add(other / baseline);
                sources.AddRange(Sample.Of(pair.Runs, metric).Sources);
            }
            else
            {
                without.Add(pair);
            }
        }

        if (without.Count > 0)
        {
            var models = string.Join(", ", without.Select(p => draft.Input.Models.LabelOf(p.Model)));
            var message = $"{step.Label}: no ratio of {models}, where a side has no value of {metric}, or 0.";
            draft.Find(ratios.Count == 0 ? "missing" : "partly-missing", message, without.SelectMany(p => p.Runs));
        }

        var summary = SampleSummary.Of([.. ratios]);
        return new FigureMark(
            Panels.Main,
            Series: "",
            step.Label,
            step.Metric,
            summary?.Mean,
            summary?.StandardError,
            ratios.Count,
            Unit
        )
        {
            Sources = sources.ToImmutable(),
            How =
                $"the mean of {ratios.Count} ratios, for each model its average on one side over that on the other: "
                + string.Join(", ", ratios.Select(FigureNumberText.TwoDecimals)),
        };
    }

    private static void SayDifferences(FigureDraft draft, RatioSides sides)
    {
        foreach (var pair in sides.Pairs)
        {
            var label = draft.Input.Models.LabelOf(pair.Model);
            var differences = pair.Differences();
            if (differences.Length > 0)
            {
                var message =
                    $"{label} is compared under different arguments: {differences} ({sides.BaselineName} against {sides.OtherName}).";
                draft.Find("argument-mismatch", message, pair.Runs);
            }

            if (pair.Baseline.Version != pair.Other.Version)
            {
                var message =
                    $"{label} is compared between engine versions {pair.Baseline.Version} and {pair.Other.Version}.";
                draft.Find("version-mismatch", message, pair.Runs);
            }
        }
    }
}

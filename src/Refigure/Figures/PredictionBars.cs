using System.Collections.Immutable;
using Refigure.Prediction;
using Refigure.Results;

namespace Refigure.Figures;

/// <summary>
/// Figure 17: predicted and measured start of models that the predictor has not seen. In the study these are five fixed
/// models; elsewhere each model is predicted from all the others. x is the bar's position: groups at 0, 1, 2…
/// </summary>
public sealed record PredictionBars : FigureRecipe
{
    private const double HalfStep = 0.175;

    /// <summary>How the capture term is fed; the figure shows the published one.</summary>
    public PredictorVariant Variant { get; init; } = PredictorVariant.AsPublished;

    /// <summary>Which phases are fitted.</summary>
    public PredictorForm Form { get; init; } = PredictorForm.Vllm;

    /// <summary>The cache states that may be shown, the preferred one first.</summary>
    internal CacheState[] Caches { get; init; } = [CacheState.Warm];

    /// <inheritdoc/>
    public override FigureOutcome Compute(FigureInput input)
    {
        var draft = new FigureDraft(this, input);
        var selection = RunSelection.Of(draft);
        if (selection.IsEmpty)
        {
            return selection.NoRuns();
        }

        var known = MeasuredModel.Of(selection, draft, this).Where(m => m.Example.TotalSeconds is not null).ToArray();
        var plans = LessonPlan.For(known);
        if (plans.Length == 0)
        {
            return draft.Without(
                "warm starts, with every phase, of models to learn from and models to predict",
                $"only {known.Length} {(known.Length == 1 ? "model has" : "models have")} them and the attributes in {input.Models.File}"
            );
        }

        var judged = new List<PredictedModel>();
        foreach (var (model, teachers) in plans)
        {
            var predictor = StartupPredictor.Train([.. teachers.Select(t => t.Example)], Variant, Form);
            var predicted = new PredictedModel(predictor.Predict(model.Example.Model), model.Example.TotalSeconds ?? 0);
            AddPair(draft, judged.Count, model.Runs, predicted, teachers);
            judged.Add(predicted);
        }

        AddErrors(draft, new PredictionEvaluation([.. judged]), plans);
        return draft.Finish();
    }

    private void AddPair(
        FigureDraft draft,
        int group,
        CaseRuns runs,
        PredictedModel predicted,
        MeasuredModel[] teachers
    )
    {
        var label = draft.Input.Models.LabelOf(runs.Model);
        ImmutableArray<MarkSource> learned =
        [
            .. Form.Phases.SelectMany(phase => teachers.SelectMany(t => Sample.Of(t.Runs.Iterations, phase).Sources)),
        ];
        var left = FigureNumberText.Exact(group - HalfStep);
        var right = FigureNumberText.Exact(group + HalfStep);
        var seconds = predicted.Prediction.TotalSeconds;
        draft.Add(
            new FigureMark(Panels.Main, "Predicted", label, left, seconds, Error: null, teachers.Length, Unit)
            {
                Sources = learned,
                How =
                    "the sum of fitted phases and mean ones, learned from these runs: "
                    + string.Join(
                        " + ",
                        predicted.Prediction.Parts.Select(p => $"{p.Phase} {FigureNumberText.TwoDecimals(p.Seconds)}")
                    ),
            }
        );
        var measured = Sample.Of(runs.Iterations, "actual_total_time");
        var n = measured.Values.Length;
        draft.Add(
            new FigureMark(Panels.Main, "Truth", label, right, predicted.TruthSeconds, Error: null, n, Unit)
            {
                Sources = measured.Sources,
                How =
                    "the study's average: the sum of the mean phases, plus the mean of what actual_total_time has more than "
                    + "total_time; a little less than the mean of the values below",
            }
        );
    }

    private void AddErrors(FigureDraft draft, PredictionEvaluation judged, LessonPlan[] plans)
    {
        ImmutableArray<MarkSource> truth =
        [
            .. plans.SelectMany(p => Sample.Of(p.Pupil.Runs.Iterations, "actual_total_time").Sources),
        ];
        Add(Annotation.RootMeanSquare, judged.RootMeanSquare, Unit);
        Add(Annotation.MeanDifference, judged.MeanDifference, Unit);
        Add(Annotation.MeanRelativeDifference, judged.MeanRelativeDifference, "");

        void Add(string kind, double value, string unit) =>
            draft.Add(
                new FigureMark(Panels.Annotations, kind, "", "", value, Error: null, judged.Models.Length, unit)
                {
                    Sources = truth,
                }
            );
    }
}

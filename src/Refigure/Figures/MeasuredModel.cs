using Refigure.Prediction;
using Refigure.Results;

namespace Refigure.Figures;

/// <summary>A model's iterations and their averages.</summary>
internal sealed record MeasuredModel(CaseRuns Runs, TrainingExample Example)
{
    public string Name => Runs.Model;

    /// <summary>Whether every phase and attribute that training uses is there.</summary>
    public bool CanTeach => StartupPredictor.CanTrainOn(Example);

    /// <summary>The warm cases of the recipe's runs whose models the catalog describes well enough to predict them.</summary>
    public static MeasuredModel[] Of(RunSelection selection, FigureDraft draft)
    {
        var models = draft.Input.Models;
        var cases = selection.Best([CacheState.Warm], c => Ordered.Count(c, r => r.Model));
        selection.Say(cases);
        return
        [
            .. CaseRuns
                .OneOfEachModel(cases, draft)
                .Where(c => models.Find(c.Model) is { } model && StartupPredictor.CanPredict(model))
                .Select(c => new MeasuredModel(c, TrainingExample.Of(models.Get(c.Model), c.Iterations))),
        ];
    }
}

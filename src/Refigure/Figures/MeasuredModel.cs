using Refigure.Prediction;

namespace Refigure.Figures;

/// <summary>A model's iterations and their averages.</summary>
internal sealed record MeasuredModel(CaseRuns Runs, TrainingExample Example, PredictorForm Form)
{
    public string Name => Runs.Model;

    /// <summary>Whether every phase and attribute that training uses is there.</summary>
    public bool CanTeach => Form.CanTrainOn(Example);

    /// <summary>The cases of the recipe's runs, in its cache state, whose models the catalog describes well enough to predict them.</summary>
    public static MeasuredModel[] Of(RunSelection selection, FigureDraft draft, PredictionBars recipe)
    {
        var models = draft.Input.Models;
        var cases = selection.Best(recipe.Caches, c => Ordered.Count(c, r => r.Model));
        selection.Say(cases);
        return
        [
            .. CaseRuns
                .OneOfEachModel(cases, draft)
                .Where(c => models.Find(c.Model) is { } model && recipe.Form.CanPredict(model))
                .Select(c => new MeasuredModel(
                    c,
                    TrainingExample.Of(models.Get(c.Model), c.Iterations, recipe.Form),
                    recipe.Form
                )),
        ];
    }
}

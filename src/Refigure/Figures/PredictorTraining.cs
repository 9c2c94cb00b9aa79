using Refigure.Prediction;

namespace Refigure.Figures;

/// <summary>Trains the predictor from runs, for predictions outside figure 17.</summary>
public static class PredictorTraining
{
    /// <summary>
    /// Trains on the study's training models where at least three of them were measured, else on every model that was.
    /// </summary>
    /// <exception cref="UserErrorException">Fewer than three models have every phase and attribute.</exception>
    public static StartupPredictor FromRuns(FigureInput input, PredictorVariant variant)
    {
        var recipe = (PredictionBars)FigureRecipes.Find(17, input.Profile)!;
        var draft = new FigureDraft(recipe, input);
        var all = MeasuredModel.Of(RunSelection.Of(draft), draft, recipe).Where(m => m.CanTeach).ToArray();
        var study = all.Where(m => StudySplit.Training.Contains(m.Name)).ToArray();
        var teachers = study.Length >= 3 ? study : all;
        if (teachers.Length < 3)
        {
            var why = draft.Without(
                $"at least three models of {recipe.Experiment} with every phase",
                $"the profile {input.Profile} has {teachers.Length}"
            );
            throw new UserErrorException("Nothing can be predicted: " + why.WhyNot);
        }

        return StartupPredictor.Train([.. teachers.Select(t => t.Example)], variant, recipe.Form);
    }
}

using Cake.Common.Diagnostics;
using Cake.Frosting;
using Refigure.Build.Figures;
using Refigure.Figures;
using Refigure.Prediction;

namespace Refigure.Build.Tasks;

/// <summary>Estimates a model's warm start from its attributes, part by part.</summary>
[TaskName("Predict")]
[TaskDescription("Estimate the warm start of a model: --model NAME [--variant published|consistent]")]
public sealed class PredictTask : FrostingTask<BuildContext>
{
    private readonly RunLibrary _library;

    /// <summary>With the runs to learn from.</summary>
    public PredictTask(RunLibrary library)
    {
        _library = library;
    }

    /// <inheritdoc />
    public override void Run(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        UserErrors.AsExitCode2(() => Predict(context));
    }

    private void Predict(BuildContext context)
    {
        var model = _library
            .Models(context)
            .Get(
                context.Options.Model
                    ?? throw new UserErrorException("--target Predict needs --model NAME, as in envs/models.yaml.")
            );
        var variant =
            context.Options.Variant == "consistent" ? PredictorVariant.Consistent : PredictorVariant.AsPublished;
        var predictor = PredictorTraining.FromRuns(_library.InputFor(FigureRecipes.Find(17)!, context), variant);
        var prediction = predictor.Predict(model);
        context.Information(
            "{0}, warm start, {1} predictor:",
            model.Label,
            variant == PredictorVariant.Consistent ? "consistent" : "published"
        );
        foreach (var part in prediction.Parts)
        {
            context.Information(
                "  {0,-24} {1,8:F2} s  {2}",
                part.Phase,
                part.Seconds,
                part.Feature ?? "mean of the training models"
            );
        }

        context.Information("  {0,-24} {1,8:F2} s", "total", prediction.TotalSeconds);
    }
}

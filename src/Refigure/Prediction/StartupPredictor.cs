using System.Collections.Immutable;
using Refigure.Catalog;
using Refigure.Statistics;

namespace Refigure.Prediction;

/// <summary>
/// The startup study's predictor: a line for each phase that grows with the model, a constant for the others, and their sum
/// for the whole start.
/// </summary>
/// <param name="Lines">The fitted phases.</param>
/// <param name="Constants">Phases that do not depend on the model, in seconds: means over the training models.</param>
/// <param name="Variant">How the capture term is fed.</param>
/// <param name="TrainedOn">Names of the training models.</param>
/// <param name="Form">Which phases it fits.</param>
public sealed record StartupPredictor(
    ImmutableArray<PhasePredictor> Lines,
    ImmutableArray<PredictionPart> Constants,
    PredictorVariant Variant,
    ImmutableArray<string> TrainedOn,
    PredictorForm Form
)
{
    private const string Capturing = "graph_capturing";

    // The study takes 67 captured batch sizes for granted; its logs list 35. Kept, because its numbers follow from it.
    private const double StudyBatchSizes = 67;

    /// <summary>Trains on the examples; each phase on those that have it and its feature.</summary>
    /// <exception cref="UserErrorException">A phase has fewer than two examples with different features.</exception>
    public static StartupPredictor Train(
        IReadOnlyList<TrainingExample> examples,
        PredictorVariant variant,
        PredictorForm form
    )
    {
        ArgumentNullException.ThrowIfNull(form);
        var constants = form.Constant.Select(phase => new PredictionPart(phase, Mean(phase, examples), Feature: null));
        return new StartupPredictor(
            [.. form.Fitted.Select(f => Line(f.Phase, f.Feature, examples))],
            [.. constants],
            variant,
            [.. examples.Select(e => e.Model.Name)],
            form
        );
    }

    /// <summary>Predicts the start of a model from its attributes.</summary>
    /// <exception cref="UserErrorException">The catalog lacks an attribute that is needed.</exception>
    public StartupPrediction Predict(ModelSpec model)
    {
        var parts = ImmutableArray.CreateBuilder<PredictionPart>(Form.Phases.Length);
        double total = 0;
        for (var i = 0; i < Form.Fitted.Length; i++)
        {
            var (line, attribute) = (Lines[i], Form.Fitted[i].Feature);
            var feature =
                attribute.Of(model)
                ?? throw new UserErrorException(
                    $"The start of {model.Name} cannot be predicted without its {attribute.Key}: add it in models.yaml."
                );
            // One factor on both sides cancels out; the published predictor leaves it out of the prediction.
            var factor = line.Phase == Capturing && Variant == PredictorVariant.Consistent ? StudyBatchSizes : 1;
            parts.Add(new PredictionPart(line.Phase, line.Intercept + (line.Slope * feature * factor), line.Feature));
        }

        parts.AddRange(Constants);
        foreach (var part in parts)
        {
            total += part.Seconds;
        }

        return new StartupPrediction(model.Name, parts.ToImmutable(), total);
    }

    private static PhasePredictor Line(string phase, ModelAttribute feature, IReadOnlyList<TrainingExample> examples)
    {
        var factor = phase == Capturing ? StudyBatchSizes : 1;
        var x = new List<double>();
        var y = new List<double>();
        foreach (var example in examples)
        {
            if (feature.Of(example.Model) is { } value && example.Seconds(phase) is { } seconds)
            {
                x.Add(value * factor);
                y.Add(seconds);
            }
        }

        var fit =
            LinearFit.Of([.. x], [.. y])
            ?? throw new UserErrorException(
                $"The predictor cannot learn {phase}: it needs two models that differ in {feature.Key}, and there are {x.Count} with both."
            );
        return new PhasePredictor(phase, feature.Key, fit.Slope, fit.Intercept);
    }

    private static double Mean(string phase, IReadOnlyList<TrainingExample> examples)
    {
        var values = new List<double>();
        foreach (var example in examples)
        {
            if (example.Seconds(phase) is { } seconds)
            {
                values.Add(seconds);
            }
        }

        return SampleSummary.Of([.. values])?.Mean
            ?? throw new UserErrorException($"The predictor cannot learn {phase}: no training model has a value.");
    }
}

using System.Collections.Immutable;

namespace Refigure.Prediction;

/// <summary>How well a predictor does on models that it has not seen.</summary>
/// <param name="Models">The models, in the order in which they are shown; at least one.</param>
public sealed record PredictionEvaluation(ImmutableArray<PredictedModel> Models)
{
    /// <summary>Root of the mean squared difference, in seconds.</summary>
    public double RootMeanSquare => Math.Sqrt(Mean(static m => m.Difference * m.Difference));

    /// <summary>Mean absolute difference, in seconds.</summary>
    public double MeanDifference => Mean(static m => Math.Abs(m.Difference));

    /// <summary>Mean absolute difference relative to the truth.</summary>
    public double MeanRelativeDifference => Mean(static m => Math.Abs(m.RelativeDifference));

    /// <summary>Predicts each example that was measured whole.</summary>
    public static PredictionEvaluation Of(StartupPredictor predictor, IEnumerable<TrainingExample> examples) =>
        new([
            .. examples
                .Where(e => e.TotalSeconds is not null)
                .Select(e => new PredictedModel(predictor.Predict(e.Model), e.TotalSeconds ?? 0)),
        ]);

    private double Mean(Func<PredictedModel, double> of)
    {
        double sum = 0;
        foreach (var model in Models)
        {
            sum += of(model);
        }

        return sum / Models.Length;
    }
}

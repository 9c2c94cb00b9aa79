namespace Refigure.Prediction;

/// <summary>A prediction beside what was measured.</summary>
/// <param name="Prediction">The prediction.</param>
/// <param name="TruthSeconds">The measured start, averaged the study's way.</param>
public sealed record PredictedModel(StartupPrediction Prediction, double TruthSeconds)
{
    /// <summary>Prediction less truth, in seconds.</summary>
    public double Difference => Prediction.TotalSeconds - TruthSeconds;

    /// <summary>The difference relative to the truth.</summary>
    public double RelativeDifference => Difference / TruthSeconds;
}

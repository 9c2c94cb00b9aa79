namespace Refigure.Prediction;

/// <summary>A straight line that predicts a phase from one number of the model.</summary>
/// <param name="Phase">The phase.</param>
/// <param name="Feature">The number: a key of <c>models.yaml</c>.</param>
/// <param name="Slope">Seconds per unit of the feature (times the capture factor for graph capturing).</param>
/// <param name="Intercept">Seconds.</param>
public sealed record PhasePredictor(string Phase, string Feature, double Slope, double Intercept);

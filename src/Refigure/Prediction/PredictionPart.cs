namespace Refigure.Prediction;

/// <summary>What one phase contributes to a prediction.</summary>
/// <param name="Phase">The phase.</param>
/// <param name="Seconds">Its predicted time.</param>
/// <param name="Feature">The attribute that it was predicted from; null for a constant.</param>
public sealed record PredictionPart(string Phase, double Seconds, string? Feature);

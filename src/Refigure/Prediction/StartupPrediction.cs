using System.Collections.Immutable;

namespace Refigure.Prediction;

/// <summary>A predicted start-up.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Parts">The phases.</param>
/// <param name="TotalSeconds">Their sum.</param>
public sealed record StartupPrediction(string Model, ImmutableArray<PredictionPart> Parts, double TotalSeconds);

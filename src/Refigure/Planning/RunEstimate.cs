namespace Refigure.Planning;

/// <summary>How long a run will take.</summary>
/// <param name="Time">The time.</param>
/// <param name="Source">What told it.</param>
public readonly record struct RunEstimate(TimeSpan Time, EstimateSource Source);

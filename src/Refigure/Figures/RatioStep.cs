namespace Refigure.Figures;

/// <summary>A step of the start-up whose ratio is drawn.</summary>
/// <param name="Metric">The phase, averaged the study's way.</param>
/// <param name="Label">The printed name.</param>
public sealed record RatioStep(string Metric, string Label);

namespace Refigure.Traces.Metrics;

/// <summary>A metric of the scaling study.</summary>
/// <param name="Name">As the study calls it; with <c>_study</c> where it is by the study's own formula, which ours is not.</param>
/// <param name="Value">Null where it is not known.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Meaning">What it counts.</param>
public sealed record StudyMetric(string Name, double? Value, string Unit, string Meaning);

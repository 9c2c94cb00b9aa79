namespace Refigure.Results;

/// <summary>A row of <c>measurements.csv</c> (contract 5.3).</summary>
/// <param name="Identity">The run.</param>
/// <param name="Environment">The run's environment; empty if unknown.</param>
/// <param name="Model">The run's model.</param>
/// <param name="Measurement">The number.</param>
public sealed record MeasurementRow(RunIdentity Identity, string Environment, string Model, Measurement Measurement);

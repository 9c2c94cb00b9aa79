namespace Refigure.Traces.Analysis;

/// <summary>A number as another tool defines it, to compare results with that tool's.</summary>
/// <param name="Tool">Whose.</param>
/// <param name="Metric">What the tool calls it.</param>
/// <param name="Value">Null where the tool's formula has no value.</param>
/// <param name="Unit">Of the value.</param>
/// <param name="Meaning">What it counts, and what it leaves out.</param>
public sealed record OtherDefinition(string Tool, string Metric, double? Value, string Unit, string Meaning);

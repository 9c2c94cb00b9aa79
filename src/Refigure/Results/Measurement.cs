namespace Refigure.Results;

/// <summary>One number of one run, a row of <c>measurements.csv</c> (contract 5.3).</summary>
/// <param name="Metric">The metric's key, such as <c>load_weights</c>.</param>
/// <param name="Value">The number in <paramref name="Unit"/>; null if it could not be read. Never 0 for missing.</param>
/// <param name="Unit">The unit, such as <c>s</c>.</param>
/// <param name="Source">
/// Where it was read: <c>path:line</c> with the path of the raw file relative to the runs root, the line 1-based;
/// only the path if the value is missing.
/// </param>
public sealed record Measurement(string Metric, double? Value, string Unit, string Source);

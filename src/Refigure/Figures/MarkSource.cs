using Refigure.Results;

namespace Refigure.Figures;

/// <summary>A measurement behind a mark.</summary>
/// <param name="Run">The run.</param>
/// <param name="Measurement">The number, with its file and line.</param>
public sealed record MarkSource(MeasuredRun Run, Measurement Measurement);

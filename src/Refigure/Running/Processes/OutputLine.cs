namespace Refigure.Running.Processes;

/// <summary>A line of a supervised process, seen while it runs.</summary>
/// <param name="Stream">Where it was written.</param>
/// <param name="Number">Its 1-based number in that output.</param>
/// <param name="Arrival">Monotonic time since the process was started.</param>
/// <param name="Text">The text, without line end, at most 4,096 characters of it; bytes that are no UTF-8 are replaced.</param>
public readonly record struct OutputLine(OutputStreamKind Stream, int Number, TimeSpan Arrival, string Text);

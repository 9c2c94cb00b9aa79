namespace Refigure.Logs;

/// <summary>A line of a log, ready to print: no colours, no control characters, and cut where it is very long.</summary>
/// <param name="Number">Its number, 1-based.</param>
/// <param name="Text">Its text.</param>
public sealed record LogLine(int Number, string Text);

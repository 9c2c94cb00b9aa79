namespace Refigure.Reports;

/// <summary>A line of a raw file.</summary>
/// <param name="Number">Its number, 1-based.</param>
/// <param name="Text">Its text without colours and control characters, cut where it is very long.</param>
/// <param name="IsSource">Whether a number came from it; else it is context.</param>
public sealed record ExcerptLine(int Number, string Text, bool IsSource);

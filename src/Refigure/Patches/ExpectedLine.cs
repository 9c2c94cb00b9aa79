namespace Refigure.Patches;

/// <summary>A line that a patched engine prints exactly once in a start.</summary>
/// <param name="Text">How its message begins.</param>
/// <param name="File">The file that prints it.</param>
public sealed record ExpectedLine(string Text, string File);

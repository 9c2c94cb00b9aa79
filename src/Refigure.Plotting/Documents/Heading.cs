namespace Refigure.Plotting.Documents;

/// <summary>A heading; it stays on the page of what follows it.</summary>
/// <param name="Text">The words.</param>
/// <param name="Level">0 for the document's title, 1 for its parts, 2 for theirs.</param>
public sealed record Heading(string Text, int Level = 1) : Block;

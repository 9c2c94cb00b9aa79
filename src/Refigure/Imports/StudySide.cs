namespace Refigure.Imports;

/// <summary>One side of a figure that compares two.</summary>
/// <param name="Folder">Its folder below the figure's; empty if the figure has one tree.</param>
/// <param name="Node">The node that it was measured on.</param>
/// <param name="ColdPages">Whether the page cache was dropped before each run.</param>
internal sealed record StudySide(string Folder, string Node, bool ColdPages = false);

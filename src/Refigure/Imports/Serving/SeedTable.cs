namespace Refigure.Imports.Serving;

/// <summary>A table that is written beside imported runs, because a study published it.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Text">Its text.</param>
public sealed record SeedTable(string Name, string Text);

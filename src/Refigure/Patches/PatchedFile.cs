namespace Refigure.Patches;

/// <summary>A file that patches change.</summary>
/// <param name="Path">Its path below the installed packages, with slashes.</param>
/// <param name="Before">SHA-256 of the unchanged file, lower-case hex.</param>
/// <param name="After">SHA-256 of the changed file.</param>
public sealed record PatchedFile(string Path, string Before, string After);

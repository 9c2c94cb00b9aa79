namespace Refigure.Build.Publishing;

/// <summary>A file of a release.</summary>
/// <param name="Name">Its name in the archive, with <c>/</c>.</param>
/// <param name="Open">Opens its content.</param>
/// <param name="IsProgram">Whether it can be started.</param>
internal sealed record ReleaseEntry(string Name, Func<Stream> Open, bool IsProgram = false)
{
    /// <summary>A file of this machine.</summary>
    public static ReleaseEntry File(string name, string path, bool isProgram = false) =>
        new(name, () => System.IO.File.OpenRead(path), isProgram);

    /// <summary>A text.</summary>
    public static ReleaseEntry Text(string name, string text, bool isProgram = false) =>
        new(name, () => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)), isProgram);
}

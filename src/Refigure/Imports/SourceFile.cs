using Refigure.Results;

namespace Refigure.Imports;

/// <summary>A file outside the runs root, and what it becomes in a run folder.</summary>
/// <param name="Path">Where it lies; a path that ends in <c>.gz</c> holds it gzipped.</param>
/// <param name="File">Its name in the run folder, digest and length of its plain content.</param>
public sealed record SourceFile(string Path, RawFile File)
{
    /// <summary>Whether it shall lie there gzipped, whatever the options say.</summary>
    public bool Compress { get; init; }

    /// <summary>The content where it is made from the file, and not the file as it is; opened anew by each call.</summary>
    internal Func<Stream>? Content { get; init; }

    /// <summary>Opens the plain content.</summary>
    internal Stream Open() => Content?.Invoke() ?? SourceReader.Open(Path);
}

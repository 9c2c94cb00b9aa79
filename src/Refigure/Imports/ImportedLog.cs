using Refigure.Logs;

namespace Refigure.Imports;

/// <summary>A log that was read from the source.</summary>
/// <param name="Source">The file.</param>
/// <param name="Log">What it says.</param>
internal sealed record ImportedLog(SourceFile Source, StartupLog Log)
{
    /// <summary>Whether the file has no bytes.</summary>
    public bool IsEmpty => Source.File.Bytes == 0;
}

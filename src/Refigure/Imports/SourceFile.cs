using Refigure.Results;

namespace Refigure.Imports;

/// <summary>A file outside the runs root, and what it becomes in a run folder.</summary>
/// <param name="Path">Where it lies; a path that ends in <c>.gz</c> holds it gzipped.</param>
/// <param name="File">Its name in the run folder, digest and length of its plain content.</param>
public sealed record SourceFile(string Path, RawFile File);

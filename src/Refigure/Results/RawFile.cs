namespace Refigure.Results;

/// <summary>A raw output in a run folder.</summary>
/// <param name="Name">The plain file name, without <c>.gz</c>, such as <c>engine.log</c>.</param>
/// <param name="Sha256">Digest of the plain content, lower-case hex, also when the file lies there gzipped.</param>
/// <param name="Bytes">Length of the plain content.</param>
public sealed record RawFile(string Name, string Sha256, long Bytes);

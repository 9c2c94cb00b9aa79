namespace Refigure.Models;

/// <summary>What is known of a model's files before they are there.</summary>
/// <param name="Name">The model, as in <c>models.yaml</c>.</param>
/// <param name="Digest">What decides its content: the pinned digest or revision.</param>
/// <param name="Bytes">The size of its files.</param>
/// <param name="IsThere">Whether the files are there (their digests are checked when they are used).</param>
/// <param name="IsSynthetic">Whether its weights are random numbers of ours.</param>
public sealed record ModelSource(string Name, string Digest, long Bytes, bool IsThere, bool IsSynthetic);

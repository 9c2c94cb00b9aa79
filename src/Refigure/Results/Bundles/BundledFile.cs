namespace Refigure.Results.Bundles;

/// <summary>A file of a bundled run as it lies in its folder, so that a gzipped one has its <c>.gz</c>.</summary>
/// <param name="Name">The name below the run's folder, with <c>/</c> between segments.</param>
/// <param name="Sha256">Digest of the bytes as they lie there, lower-case hex.</param>
/// <param name="Bytes">How many they are.</param>
public sealed record BundledFile(string Name, string Sha256, long Bytes);

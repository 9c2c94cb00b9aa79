using System.Collections.Immutable;

namespace Refigure.Results.Bundles;

/// <summary>A run in a bundle.</summary>
/// <param name="Identity">The run.</param>
/// <param name="Hash">The hash of its <c>run.json</c>: identity and raw files.</param>
/// <param name="Files">Its files in the order in which they come: <c>run.json</c> first, the others by name.</param>
public sealed record BundledRun(RunIdentity Identity, string Hash, ImmutableArray<BundledFile> Files)
{
    /// <summary>The path of a file within the archive.</summary>
    internal string PathOf(BundledFile file) => $"{Identity.RelativeFolder}/{file.Name}";
}

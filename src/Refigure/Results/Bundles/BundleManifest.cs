using System.Collections.Immutable;

namespace Refigure.Results.Bundles;

/// <summary>
/// What a bundle holds, its first entry: so each file can be checked while it streams by, and an archive that has anything else
/// in it is refused.
/// </summary>
/// <param name="Node">The node whose runs they are.</param>
/// <param name="Runs">The runs, in the order in which they come.</param>
public sealed record BundleManifest(string Node, ImmutableArray<BundledRun> Runs)
{
    /// <summary>The entry's name.</summary>
    public const string Name = "manifest.json";

    /// <summary>How many bytes the files are, unpacked.</summary>
    public long Bytes => Runs.Sum(run => run.Files.Sum(file => file.Bytes));
}

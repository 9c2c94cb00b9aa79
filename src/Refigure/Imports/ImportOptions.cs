namespace Refigure.Imports;

/// <summary>What to take over, and how.</summary>
/// <param name="From">The study's artifact, its <c>figures</c> folder, one <c>figure-N</c> folder, or any folder of logs.</param>
/// <param name="Runs">The runs root that gets the runs.</param>
public sealed record ImportOptions(string From, string Runs)
{
    /// <summary>The node of a folder of logs; null for <c>unknown</c>. The artifact's layout names its nodes itself.</summary>
    public string? Node { get; init; }

    /// <summary>The profile; null for <c>paper</c> with the artifact and <c>lab</c> with any other folder.</summary>
    public string? Profile { get; init; }

    /// <summary>The experiment of a folder of logs. The artifact's layout names its experiments itself.</summary>
    public string Experiment { get; init; } = "imported";

    /// <summary>Whether raw files larger than a few kilobytes shall lie there gzipped.</summary>
    public bool Compress { get; init; }

    /// <summary>Whether runs that are there and differ may be replaced.</summary>
    public bool Force { get; init; }
}

using System.Collections.Immutable;

namespace Refigure.Results.Merging;

/// <summary>What to merge, and how.</summary>
/// <param name="From">
/// Runs roots, bundles, folders with bundles, or the study's artifact; empty to decide conflicts of earlier merges.
/// </param>
/// <param name="Runs">The runs root that gets the runs.</param>
public sealed record MergeOptions(ImmutableArray<string> From, string Runs)
{
    /// <summary>Which one is right where two runs of one identity differ.</summary>
    public MergePreference Prefer { get; init; }

    /// <summary>The profile of an artifact's runs; null for <c>paper</c>.</summary>
    public string? Profile { get; init; }

    /// <summary>Whether an artifact's logs shall lie there gzipped.</summary>
    public bool Compress { get; init; }

    /// <summary>Whether an artifact that is incomplete is taken over as far as it goes.</summary>
    public bool Force { get; init; }
}

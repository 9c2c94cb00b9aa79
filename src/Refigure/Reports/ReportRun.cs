using System.Collections.Immutable;
using Refigure.Results;

namespace Refigure.Reports;

/// <summary>A run in a report.</summary>
/// <param name="Run">The run and its numbers.</param>
public sealed record ReportRun(MeasuredRun Run)
{
    /// <summary>What was changed in its folder since it was measured, a sentence each; empty if nothing.</summary>
    public ImmutableArray<string> Damage { get; init; } = [];

    /// <summary>The lines that gave its numbers, in their context.</summary>
    public ImmutableArray<Excerpt> Excerpts { get; init; } = [];

    /// <summary>What was sampled while it ran.</summary>
    public ImmutableArray<SampledLine> Samples { get; init; } = [];

    /// <summary>Its name within the page: the first digits of its hash.</summary>
    public string Anchor { get; } = AnchorOf(Run);

    /// <summary>The name of a run within the page.</summary>
    public static string AnchorOf(MeasuredRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var hash = run.Record.Hash;
        // Hashes are read from files: only what is one may become a name.
        return hash.Length >= 16 && hash.All(char.IsAsciiHexDigitLower)
            ? $"run-{hash[..16]}"
            : $"run-{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(run.Record.Identity.RelativeFolder)))[..16]}";
    }
}

using System.Collections.Immutable;
using Refigure.Logs.Lines;

namespace Refigure.Logs.Account;

/// <summary>One way of placing a leaf phase in the log's time.</summary>
/// <param name="Phase">The leaf phase.</param>
/// <param name="Within">The phase whose place it takes: mostly its own.</param>
/// <param name="Without">What is cut out of that place.</param>
/// <param name="When">Under which condition this way is taken.</param>
/// <param name="Since">The first version that it is for; null: any.</param>
/// <param name="Until">The last version that it is for; null: any.</param>
internal sealed record Leaf(
    string Phase,
    string Within,
    ImmutableArray<string> Without,
    LeafCondition When = LeafCondition.Always,
    string? Since = null,
    string? Until = null
)
{
    private readonly VersionRange _versions = new(Since, Until);

    /// <summary>Whether it is for a version.</summary>
    public bool IsFor(EngineVersion? version) => _versions.ContainsOrNewest(version);
}

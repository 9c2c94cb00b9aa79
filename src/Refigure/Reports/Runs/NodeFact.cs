using System.Collections.Immutable;

namespace Refigure.Reports;

/// <summary>A fact about several nodes.</summary>
/// <param name="Name">The fact, such as <c>driver</c>.</param>
/// <param name="Values">For each node what its runs say; empty where they say nothing, several where it changed.</param>
public sealed record NodeFact(string Name, ImmutableArray<ImmutableArray<string>> Values)
{
    /// <summary>Whether two values are known that are not the same.</summary>
    public bool Differs => Values.SelectMany(v => v).Distinct(StringComparer.Ordinal).Skip(1).Any();
}

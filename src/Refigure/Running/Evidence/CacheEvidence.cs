using System.Collections.Immutable;

namespace Refigure.Running.Evidence;

/// <summary>What was measured about a claimed cache state, and whether the claim holds.</summary>
/// <param name="Facts">For <c>run.json</c>: each file's resident pages at the start and after, and what else was seen.</param>
/// <param name="Broken">Why the claim does not hold; empty if it does.</param>
public sealed record CacheEvidence(ImmutableSortedDictionary<string, string> Facts, ImmutableArray<string> Broken);

using System.Collections.Immutable;

namespace Refigure.Catalog;

/// <summary>One column of an experiment.</summary>
/// <param name="Name"><c>paper</c>, <c>lab</c> or <c>smoke</c>.</param>
/// <param name="Cases">Its cases, expanded, in the file's order; empty if there are none.</param>
/// <param name="None">Why there is nothing to run, in a line; null if there is.</param>
public sealed record ExperimentProfile(string Name, ImmutableArray<CaseSpec> Cases, string? None = null);

using System.Collections.Immutable;

namespace Refigure.Results.Merging;

/// <summary>Two runs of one identity that differ, and nobody said which one is right.</summary>
/// <param name="Identity">The run.</param>
/// <param name="Kept">Where the one lies that is not read as a run, below the runs root.</param>
/// <param name="Differences">What differs, the one that is there first.</param>
public sealed record MergeConflict(RunIdentity Identity, string Kept, ImmutableArray<string> Differences);

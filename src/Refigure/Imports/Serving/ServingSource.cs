using System.Collections.Immutable;
using Refigure.Quality;

namespace Refigure.Imports.Serving;

/// <summary>The serving results of a folder.</summary>
/// <param name="Runs">The runs; empty if there are none.</param>
/// <param name="Findings">What a reader should know.</param>
/// <param name="Taken">Logs that belong to these results, by path: nothing else is to be made of them.</param>
internal sealed record ServingSource(
    ImmutableArray<ImportedRun> Runs,
    ImmutableArray<Finding> Findings,
    ImmutableHashSet<string> Taken
)
{
    /// <summary>Tables that a study publishes beside such results, made anew.</summary>
    public ImmutableArray<SeedTable> Tables { get; init; } = [];
}

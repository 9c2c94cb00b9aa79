using System.Collections.Immutable;
using Refigure.Imports.Serving;
using Refigure.Quality;

namespace Refigure.Imports;

/// <summary>What was found in a folder.</summary>
/// <param name="Runs">The runs.</param>
/// <param name="Findings">What a reader should know.</param>
internal sealed record ImportSource(ImmutableArray<ImportedRun> Runs, ImmutableArray<Finding> Findings)
{
    /// <summary>Tables that a study publishes beside such results, made anew.</summary>
    public ImmutableArray<SeedTable> Tables { get; init; } = [];
}

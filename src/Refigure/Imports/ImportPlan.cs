using System.Collections.Immutable;
using Refigure.Imports.Serving;
using Refigure.Quality;

namespace Refigure.Imports;

/// <summary>What an import would do; nothing is written yet.</summary>
/// <param name="Runs">Every run of the source, ordered by identity.</param>
/// <param name="Findings">What a reader should know about the source.</param>
public sealed record ImportPlan(ImmutableArray<PlannedRun> Runs, ImmutableArray<Finding> Findings)
{
    /// <summary>Tables that a study publishes beside such results, made anew; they go into the experiment's folder.</summary>
    public ImmutableArray<SeedTable> Tables { get; init; } = [];

    /// <summary>How many runs are in a state.</summary>
    public int Count(PlannedState state) => Runs.Count(run => run.State == state);
}

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

    /// <summary>
    /// Refuses a source that a crash cut short: an empty log, a case without its last iterations. Averages over the rest are
    /// possible, but only by decision.
    /// </summary>
    /// <exception cref="UserErrorException">It is incomplete, and not forced.</exception>
    public void RefuseIncomplete(ImportOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Finding[] incomplete = [.. Findings.Where(f => f.Kind is "empty-log" or "uneven-iterations")];
        if (incomplete.Length > 0 && !options.Force)
        {
            var more = incomplete.Length > 1 ? $" (and {incomplete.Length - 1} more like it)" : string.Empty;
            throw new UserErrorException(
                $"{options.From} is incomplete, and nothing was imported: {incomplete[0].Message.Split(';')[0]}{more}: "
                    + "complete the folder, or take over what is there with --force."
            );
        }
    }

    /// <summary>How many runs are in a state.</summary>
    public int Count(PlannedState state) => Runs.Count(run => run.State == state);
}

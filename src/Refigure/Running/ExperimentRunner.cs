using System.Collections.Immutable;
using Refigure.Planning;
using Refigure.Results;

namespace Refigure.Running;

/// <summary>Makes the runs of a plan that are not there, and keeps <c>measurements.csv</c> current.</summary>
/// <param name="maker">Makes one run.</param>
/// <param name="prepared">Sets up what runs need.</param>
/// <param name="store">Reads runs.</param>
public sealed class ExperimentRunner(RunMaker maker, PreparedRuns prepared, RunStore store)
{
    /// <summary>Makes them, and then the further iterations that cases want until they are precise.</summary>
    /// <param name="session">The right to make runs in a root.</param>
    /// <param name="plan">The plan, made after the session was opened.</param>
    /// <param name="order">In which order.</param>
    /// <param name="seed">The order's seed.</param>
    /// <param name="progress">Hears what happens.</param>
    /// <param name="work">Hears how setting up goes.</param>
    /// <param name="cancellation">Ends it after the current operation; finished runs are kept.</param>
    /// <exception cref="UserErrorException">Something cannot be set up, started or stored.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<RunSummary> RunAsync(
        RunSession session,
        Plan plan,
        RunOrder order,
        int seed,
        IRunProgress progress,
        IWorkProgress work,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(progress);
        var outcomes = ImmutableArray.CreateBuilder<RunOutcome>();
        var planned = plan.Runs;
        var round = RunSequence.Of(plan.ToMake, order, seed);
        var further = new PrecisionRound(store);
        if (round.IsEmpty)
        {
            round = further.Next(planned, session.Root);
        }

        if (round.IsEmpty)
        {
            if (OutdatedMark.IsSet(session.Root))
            {
                OutdatedMark.Clear(session.Root, store, session.Files);
            }

            return new RunSummary([]);
        }

        await prepared.EnsureAsync(round, work, cancellation);
        OutdatedMark.Set(session.Root, session.Files);
        progress.Begin(round.Length, Sum(round));
        try
        {
            while (!round.IsEmpty)
            {
                foreach (var run in round)
                {
                    cancellation.ThrowIfCancellationRequested();
                    progress.RunBegins(run, outcomes.Count + 1);
                    var outcome = await maker.MakeAsync(run, prepared.Of(run), session.Root, progress, cancellation);
                    outcomes.Add(outcome);
                    progress.RunEnded(outcome);
                }

                planned = [.. planned, .. round];
                round = further.Next(planned, session.Root);
                await prepared.EnsureAsync(round, work, cancellation);
            }
        }
        finally
        {
            progress.End();
            OutdatedMark.Clear(session.Root, store, session.Files);
        }

        return new RunSummary(outcomes.DrainToImmutable());
    }

    private static TimeSpan? Sum(ImmutableArray<PlannedRun> runs) =>
        runs.Any(r => r.Estimate is null) ? null : runs.Aggregate(TimeSpan.Zero, (sum, r) => sum + r.Estimate!.Value);
}

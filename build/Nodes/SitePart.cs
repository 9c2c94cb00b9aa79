using System.Collections.Immutable;
using Refigure.Nodes.Slurm;
using Refigure.Nodes.Ssh;
using Refigure.Planning;
using Refigure.Running;

namespace Refigure.Build.Nodes;

/// <summary>
/// A Slurm site's part of a call: what is missing is sent there, jobs are submitted or joined, each finished run is brought at once,
/// and what a time limit left is submitted again.
/// </summary>
/// <param name="kit">What travels.</param>
/// <param name="session">The right to change the runs root.</param>
/// <param name="intake">Takes runs over.</param>
/// <param name="clock">Measures the time between two looks.</param>
/// <param name="say">Hears a line.</param>
internal sealed class SitePart(
    NodeKit kit,
    RunSession session,
    RunIntake intake,
    TimeProvider clock,
    Action<string> say
)
{
    /// <summary>Hears how far the site is.</summary>
    public Action<JobProgress?> Show { get; init; } = static _ => { };

    /// <summary>Does it.</summary>
    /// <exception cref="UserErrorException">The site cannot be used or reached, or refuses something.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; the jobs go on.</exception>
    public async Task<ImmutableArray<RunOutcome>> RunAsync(RemoteWork work, CancellationToken cancellation)
    {
        await using var site = new SlurmNode(work.Node.Name, work.Node.Ssh!, clock);
        var asked = work.Plan();
        var patience = new NodePatience(clock, say);
        var luggage = new SiteLuggage(kit, work, clock, say);
        var (folder, checkout, data) = await luggage.SendAsync(
            site,
            asked.Runs.Select(r => r.Case.Load?.Dataset).OfType<string>(),
            cancellation
        );
        SlurmLook? seen = null;
        var jobs = new SiteJobs(work.Node.Slurm!, clock, say);
        var runs = new RemoteIntake(work, FetchAsync, intake, session.Root, say);
        var follower = new SiteFollower(work, site, patience, clock, say, BringAsync);
        var isFirst = true;
        var ends = new List<SiteEnd>();
        for (var mayGoOn = true; ; )
        {
            var before = Rest().Length;
            jobs = new SiteJobs(work.Node.Slurm!, clock, say);
            var look = await follower.LookAsync(cancellation);
            if (!(work.Force && isFirst && look.Jobs.IsEmpty))
            {
                await BringAsync(look);
            }
            else
            {
                runs.Ignore(Plain(look));
            }

            jobs.Take(look);
            var joins = !jobs.AreOver;
            if (joins && isFirst)
            {
                say("an earlier call's jobs are there; this call joins them.");
            }
            else if (!joins)
            {
                await SettleAsync(look.Jobs.Select(j => j.Part));
                var rest = Rest();
                if (rest.IsEmpty || !mayGoOn)
                {
                    return Outcomes(asked, runs, rest.IsEmpty ? null : WhyNot(ends, follower.Error));
                }

                jobs = new SiteJobs(work.Node.Slurm!, clock, say);
                joins = !await SubmitAsync(rest, jobs, fresh: work.Force && isFirst);
            }

            await follower.FollowAsync(jobs, cancellation);
            await SettleAsync(jobs.Parts);
            ends = [.. jobs.Ends];
            // Whom another call sent may have been sent for less; and what a time limit left goes on if something was made.
            mayGoOn = (joins && isFirst) || (ends.Any(e => e.GoesOn) && Rest().Length < before);
            isFirst = false;
            if (
                ends.FirstOrDefault(e => e is { ExitCode: > 1, Problem: null }) is { } refused
                && !mayGoOn
                && !Rest().IsEmpty
            )
            {
                throw new UserErrorException(
                    $"Node {work.Node.Name}: {follower.Error ?? $"the host of {refused.Job} ended with exit code {refused.ExitCode}; see its lines above."}"
                );
            }
        }

        ImmutableArray<PlannedRun> Rest() =>
            work.Force
                ? [.. asked.ToMake.Where(r => !runs.Brought.ContainsKey(r.Identity.RelativeFolder))]
                : work.Plan().ToMake;

        async Task BringAsync(SlurmLook look)
        {
            seen = look;
            await patience.DoAsync(() => runs.BringAsync(asked, Plain(look), cancellation), cancellation);
            Show(new JobProgress(runs.Brought.Count, asked.ToMake.Length, jobs.Left, jobs.Now));
        }

        Task FetchAsync(IEnumerable<string> wanted, Func<Stream, Task> take, CancellationToken token) =>
            site.FetchAsync(wanted.Select(run => (seen!.Lanes[run], run)), take, token);

        async Task<bool> SubmitAsync(ImmutableArray<PlannedRun> rest, SiteJobs jobs, bool fresh)
        {
            var ids = new Dictionary<string, string?>(StringComparer.Ordinal);
            foreach (var batch in new SiteBatches(work, folder, kit.HostName, checkout, data).Of(asked, rest))
            {
                await patience.DoAsync(() => site.PrepareAsync(batch, work.Token, cancellation), cancellation);
                var after = batch.Part.After is { } before ? ids[before] : null;
                // Two calls at once submit one job: the second one joins it.
                var id = await patience.DoAsync(
                    () => site.SubmitAsync(batch.Name, after, fresh, cancellation),
                    cancellation
                );
                ids[batch.Part.Name] = id;
                jobs.Begin(batch.Part, id);
                if (id is null)
                {
                    // Another call submits these, and what comes after them.
                    return false;
                }

                say($"job {id} ({batch.Part.Name}) is submitted.");
            }

            return true;
        }

        async Task SettleAsync(IEnumerable<string> parts)
        {
            foreach (var part in parts)
            {
                await patience.DoAsync(() => site.SettleAsync($"{work.Job}.{part}", cancellation), cancellation);
            }
        }
    }

    private static string WhyNot(List<SiteEnd> ends, string? error)
    {
        string[] problems = [.. ends.Select(e => e.Problem).OfType<string>().Distinct(StringComparer.Ordinal)];
        return problems.Length > 0
            ? $"{string.Join("; ", problems)}; start again, and it goes on there."
            : error ?? "it was not made there; see its lines above.";
    }

    private static JobLook Plain(SlurmLook look) => new(JobStatus.None, null, look.Runs, []);

    private static ImmutableArray<RunOutcome> Outcomes(Plan asked, RemoteIntake runs, string? whyNot) =>
        [
            .. asked
                .ToMake.Where(r => whyNot is not null || runs.Brought.ContainsKey(r.Identity.RelativeFolder))
                .Select(r =>
                    runs.Brought.GetValueOrDefault(r.Identity.RelativeFolder) is { } record
                        ? new RunOutcome(r, record, [], TimeSpan.FromSeconds(record.DurationSeconds ?? 0))
                        : new RunOutcome(r, null, [whyNot!], TimeSpan.Zero)
                ),
        ];
}

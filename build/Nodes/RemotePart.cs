using System.Collections.Immutable;
using Refigure.Nodes.Ssh;
using Refigure.Planning;
using Refigure.Running;

namespace Refigure.Build.Nodes;

/// <summary>
/// A node's part of a call: what is missing is sent there, the job is started or joined, and each finished run is brought at once.
/// </summary>
/// <param name="kit">What travels.</param>
/// <param name="session">The right to change the runs root.</param>
/// <param name="intake">Takes runs over.</param>
/// <param name="clock">Measures the time between two looks.</param>
/// <param name="say">Hears a line.</param>
internal sealed class RemotePart(
    NodeKit kit,
    RunSession session,
    RunIntake intake,
    TimeProvider clock,
    Action<string> say
)
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(15);

    /// <summary>Hears how far the node is.</summary>
    public Action<JobProgress?> Show { get; init; } = static _ => { };

    /// <summary>Does it.</summary>
    /// <exception cref="UserErrorException">The node cannot be used or reached, or its host was refused something.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; the job goes on.</exception>
    public async Task<ImmutableArray<RunOutcome>> RunAsync(RemoteWork work, CancellationToken cancellation)
    {
        var reach = work.Node.Ssh!;
        await using var ssh = new SshNode(work.Node.Name, reach, clock);
        var asked = work.Plan();
        var patience = new NodePatience(clock, say);
        var runs = new RemoteIntake(work, ssh.FetchAsync, intake, session.Root, say);
        var checkout = kit.Checkout();
        var data = kit.Data(asked.Runs.Select(r => r.Case.Load?.Dataset).OfType<string>());
        var node = await FirstAsync(ssh, checkout.Name, data?.Name, cancellation);
        if (node.ClockAhead is { } ahead && ClockSkew.IsMuch(ahead))
        {
            say($"its clock is {ClockSkew.Words(ahead)}.");
        }

        var look = await LookAsync(ssh, work, 0, patience, cancellation);
        var isThere = look.Status is JobStatus.Running or JobStatus.Starting;
        if (!work.Force || look.Status != JobStatus.None)
        {
            await BringAsync(look);
        }

        if (look.Status == JobStatus.Lost || (look.Status == JobStatus.Ended && !work.Force))
        {
            // Of an earlier call that did not see its end. Its runs are here now; what it lacks is made anew.
            await patience.DoAsync(() => ssh.SettleAsync(work.Job, cancellation), cancellation);
        }

        if (isThere)
        {
            say("an earlier call's runs are being made there; this call joins them.");
        }
        else if (look.Status != JobStatus.Ended || !work.Force)
        {
            var rest = work.Plan();
            if (rest.ToMake.IsEmpty && !work.WantsMore(rest))
            {
                return Outcomes(asked, runs, null);
            }

            if (work.Force)
            {
                runs.Ignore(look);
            }

            await StartAsync(ssh, work, node, checkout, data, rest, patience, cancellation);
        }

        var (end, log) = await FollowAsync(ssh, work, patience, BringAsync, cancellation);
        await patience.DoAsync(() => ssh.SettleAsync(work.Job, cancellation), cancellation);
        if (end.Status == JobStatus.Ended && end.ExitCode is not (0 or 1) && asked.ToMake.Any(r => !IsHere(r)))
        {
            throw new UserErrorException(
                $"Node {work.Node.Name}: {log.Error?["Error: ".Length..] ?? $"its host ended with exit code {end.ExitCode}; see its lines above."}"
            );
        }

        return Outcomes(
            asked,
            runs,
            end.Status == JobStatus.Ended
                ? $"node {work.Node.Name} did not make it; see its lines above."
                : $"what ran on node {work.Node.Name} was killed or its machine restarted; start again, and it goes on there."
        );

        Task BringAsync(JobLook seen) =>
            patience.DoAsync(() => runs.BringAsync(asked, seen, cancellation), cancellation);

        bool IsHere(PlannedRun run) => runs.Brought.ContainsKey(run.Identity.RelativeFolder);
    }

    private async Task<NodeAnswer> FirstAsync(
        SshNode ssh,
        string checkout,
        string? data,
        CancellationToken cancellation
    )
    {
        try
        {
            return await ssh.ProbeAsync(kit.HostName, checkout, data, cancellation);
        }
        catch (NodeUnreachableException e)
        {
            throw new UserErrorException(e.Message, e);
        }
    }

    private async Task StartAsync(
        SshNode ssh,
        RemoteWork work,
        NodeAnswer node,
        PackedFolder checkout,
        PackedFolder? data,
        Plan plan,
        NodePatience patience,
        CancellationToken cancellation
    )
    {
        await new Luggage(kit, ssh, patience, say).SendAsync(node, checkout, data, cancellation);
        var arguments = RemoteArguments.At(
            work.Arguments,
            work.Node.Ssh!,
            node.Folder,
            work.Job,
            data?.Name,
            node.ClockAhead
        );
        var input = new JobInput { Only = [.. plan.ToMake.Select(r => r.Identity.RelativeFolder)], Token = work.Token };
        // Two calls at once start one job: the second one joins it.
        _ = await patience.DoAsync(
            () => ssh.StartAsync(work.Job, kit.HostName, checkout.Name, data?.Name, input, arguments, cancellation),
            cancellation
        );
    }

    // Until the job is over and its log is read to the end.
    private async Task<(JobLook End, LogLines Log)> FollowAsync(
        SshNode ssh,
        RemoteWork work,
        NodePatience patience,
        Func<JobLook, Task> bring,
        CancellationToken cancellation
    )
    {
        var log = new LogLines();
        var began = clock.GetTimestamp();
        while (true)
        {
            var look = await LookAsync(ssh, work, log.Known, patience, cancellation);
            foreach (var line in log.Take(look.News))
            {
                say(line);
            }

            Show(look.Progress);
            await bring(look);
            var waited = clock.GetElapsedTime(began);
            if (
                look.Status is JobStatus.None or JobStatus.Lost
                || (look.Status == JobStatus.Ended && look.News.IsEmpty)
                || (look.Status == JobStatus.Starting && waited > LongestStart)
            )
            {
                return (look, log);
            }

            if (look.Status != JobStatus.Ended)
            {
                await Task.Delay(Between(waited), clock, cancellation);
            }
        }
    }

    // What is short is followed closely; what takes days is not asked every moment.
    private static TimeSpan Between(TimeSpan waited) =>
        TimeSpan.FromSeconds(
            waited.TotalMinutes < 2 ? 0.25
            : waited.TotalMinutes < 20 ? 1
            : 5
        );

    private static Task<JobLook> LookAsync(
        SshNode ssh,
        RemoteWork work,
        long known,
        NodePatience patience,
        CancellationToken cancellation
    ) => patience.DoAsync(() => ssh.LookAsync(work.Job, known, work.Experiments, cancellation), cancellation);

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

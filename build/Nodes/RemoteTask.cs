using System.Collections.Immutable;
using Cake.Core;
using Refigure.Nodes;
using Refigure.Nodes.Ssh;

namespace Refigure.Build.Nodes;

/// <summary>
/// A task that is done on a node by the host that travels there: its lines are shown as they come, and its exit code is this call's.
/// It lives in a job's files, so that a lost connection costs nothing; only who interrupts it ends it there, too.
/// </summary>
/// <param name="kit">What travels.</param>
/// <param name="ssh">The node.</param>
/// <param name="clock">Measures the time between two looks.</param>
/// <param name="say">Hears a line.</param>
internal sealed class RemoteTask(NodeKit kit, SshNode ssh, TimeProvider clock, Action<string> say)
{
    private const int Failed = 1;
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(0.25);
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(30);

    /// <summary>Does it.</summary>
    /// <param name="node">The node.</param>
    /// <param name="target">The task.</param>
    /// <param name="arguments">What decides what is done.</param>
    /// <param name="token">The hub's token, if the task may need it.</param>
    /// <param name="cancellation">Ends it, there and here.</param>
    /// <exception cref="CakeException">It failed there; the exit code is that of the host there.</exception>
    /// <exception cref="UserErrorException">The node cannot be used.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task RunAsync(
        NodeSpec node,
        string target,
        ImmutableArray<string> arguments,
        string? token,
        CancellationToken cancellation
    )
    {
        var patience = new NodePatience(clock, say);
        var checkout = kit.Checkout();
        var answer = await ssh.ProbeAsync(kit.HostName, checkout.Name, data: null, cancellation);
        var job = RemoteArguments.JobOf(arguments);
        var log = new LogLines(target);
        try
        {
            var look = await patience.DoAsync(() => ssh.LookAsync(job, 0, [], cancellation), cancellation);
            if (look.Status is JobStatus.Running or JobStatus.Starting)
            {
                say("an earlier call's is being done there; this call joins it.");
            }
            else
            {
                if (look.Status != JobStatus.None)
                {
                    // Nobody saw its end. What it has done is found to be there.
                    await patience.DoAsync(() => ssh.SettleAsync(job, cancellation), cancellation);
                }

                await new Luggage(kit, ssh, patience, say).SendAsync(answer, checkout, data: null, cancellation);
                var all = TaskArguments.At(arguments, node.Ssh!, answer.Folder);
                var input = new JobInput { Token = token };
                _ = await patience.DoAsync(
                    () => ssh.StartAsync(job, kit.HostName, checkout.Name, data: null, input, all, cancellation),
                    cancellation
                );
            }

            look = await FollowAsync(job, log, patience, cancellation);
            await patience.DoAsync(() => ssh.SettleAsync(job, cancellation), cancellation);
            Judge(node.Name, target, look, log);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await EndAsync(job, log);
            throw;
        }
    }

    /// <summary>Ends it there.</summary>
    /// <param name="arguments">What decides what is done.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="NodeUnreachableException">The node does not answer.</exception>
    public async Task StopAsync(ImmutableArray<string> arguments, CancellationToken cancellation)
    {
        var job = RemoteArguments.JobOf(arguments);
        if (!await ssh.StopAsync(job, cancellation))
        {
            say("nothing of this runs there.");
            return;
        }

        await FollowAsync(job, new LogLines(), new NodePatience(clock, say), cancellation, show: false);
        await ssh.SettleAsync(job, cancellation);
        say("what ran there was ended.");
    }

    // Whoever interrupted waits, but not for ever: a node that does not answer now is told by the same command with --stop.
    private async Task EndAsync(string job, LogLines log)
    {
        using var patience = new CancellationTokenSource(LongestEnd);
        try
        {
            if (await new NodePatience(clock, say).DoAsync(() => ssh.StopAsync(job, patience.Token), patience.Token))
            {
                await FollowAsync(job, log, new NodePatience(clock, say), patience.Token);
                await ssh.SettleAsync(job, patience.Token);
                say("it was ended there, too.");
            }
        }
        catch (Exception e) when (e is OperationCanceledException or NodeUnreachableException or UserErrorException)
        {
            say("whether it was ended there is not known: say the same command with --stop.");
        }
    }

    // Until the job is over and its log is read to the end.
    private async Task<JobLook> FollowAsync(
        string job,
        LogLines log,
        NodePatience patience,
        CancellationToken cancellation,
        bool show = true
    )
    {
        var began = clock.GetTimestamp();
        while (true)
        {
            var look = await patience.DoAsync(() => ssh.LookAsync(job, log.Known, [], cancellation), cancellation);
            foreach (var line in log.Take(look.News).Where(line => show && !IsError(line)))
            {
                say(line);
            }

            if (
                look.Status is JobStatus.None or JobStatus.Lost
                || (look.Status == JobStatus.Ended && look.News.IsEmpty)
                || (look.Status == JobStatus.Starting && clock.GetElapsedTime(began) > LongestStart)
            )
            {
                return look;
            }

            if (look.Status != JobStatus.Ended)
            {
                await Task.Delay(Between, clock, cancellation);
            }
        }
    }

    // The last one is said at the end, as this call's own.
    private static bool IsError(string line) => line.StartsWith(LogLines.ErrorMark, StringComparison.Ordinal);

    private static void Judge(string node, string target, JobLook end, LogLines log)
    {
        if (end is { Status: JobStatus.Ended, ExitCode: 0 })
        {
            return;
        }

        if (end is { Status: JobStatus.Ended, ExitCode: { } code })
        {
            throw new CakeException(
                code,
                $"Node {node}: {log.Error?[LogLines.ErrorMark.Length..] ?? $"{target} ended with exit code {code}; see its lines above."}"
            );
        }

        throw new CakeException(
            Failed,
            end.Status == JobStatus.None
                ? $"Node {node}: another call saw the end of this {target}; its lines say how it went, or start again."
                : $"Node {node}: {target} was killed, its machine restarted, or its disk is full; start again, and it goes on there."
        );
    }
}

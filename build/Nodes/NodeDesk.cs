using System.Collections.Immutable;
using Cake.Common.Diagnostics;
using Refigure.Build.Running;
using Refigure.Environments;
using Refigure.Files;
using Refigure.Nodes;
using Refigure.Nodes.Slurm;
using Refigure.Nodes.Ssh;
using Refigure.Planning;
using Refigure.Results;
using Refigure.Running;

namespace Refigure.Build.Nodes;

/// <summary>The parts of a call that other machines do, at the same time.</summary>
public sealed class NodeDesk
{
    private readonly RunStore _store;
    private readonly IToolRunner _tools;
    private readonly IFileSystem _files;
    private readonly Interruption _interruption;
    private readonly TimeProvider _clock = TimeProvider.System;

    /// <summary>With what reads runs, publishes the host, changes files, and ends long work.</summary>
    public NodeDesk(RunStore store, IToolRunner tools, IFileSystem files, Interruption interruption)
    {
        _store = store;
        _tools = tools;
        _files = files;
        _interruption = interruption;
    }

    /// <summary>The nodes of experiments that are reached from here, those that <c>--node</c> names if it does.</summary>
    public static ImmutableArray<string> Names(
        BuildContext context,
        NodeCatalog nodes,
        ImmutableArray<ExperimentCases> experiments
    )
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(nodes);
        var only = context.Options.Node;
        return
        [
            .. experiments
                .SelectMany(e => e.Cases)
                .SelectMany(c => c.Nodes.IsEmpty && only is not null ? [only] : c.Nodes)
                .Where(n => (only is null || n == only) && nodes.IsReached(n))
                .Distinct(StringComparer.Ordinal),
        ];
    }

    /// <summary>Has nodes make their runs, and brings them.</summary>
    /// <param name="context">The options.</param>
    /// <param name="nodes">The nodes.</param>
    /// <param name="names">Those that have something to do.</param>
    /// <param name="experiments">What.</param>
    /// <param name="planOf">Plans a node's part.</param>
    /// <param name="session">The right to change the runs root.</param>
    /// <param name="board">Shows how they go.</param>
    /// <param name="token">The hub's token, where a model is of the hub; null for none.</param>
    /// <exception cref="UserErrorException">A node cannot do its part; the others have done theirs.</exception>
    internal async Task<ImmutableArray<RunOutcome>> RunAsync(
        BuildContext context,
        NodeCatalog nodes,
        ImmutableArray<string> names,
        ImmutableArray<ExperimentCases> experiments,
        Func<string, Plan> planOf,
        RunSession session,
        INodeBoard board,
        string? token
    )
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(nodes);
        using var kit = new NodeKit(context.Root, _tools, _files);
        var intake = new RunIntake(session, _store);
        var gate = new Lock();
        var parts = names.Select(PartAsync).ToArray();
        try
        {
            return [.. (await Task.WhenAll(parts)).SelectMany(outcomes => outcomes)];
        }
        finally
        {
            intake.Finish();
        }

        async Task<ImmutableArray<RunOutcome>> PartAsync(string name)
        {
            var work = Work(context, nodes, name, experiments, PlanOf) with
            {
                Token = token,
                WantsMore = plan => !new PrecisionRound(_store).Next(plan.Runs, session.Root).IsEmpty,
            };
            void Say(string line) => board.Say(name, line);
            var how = "not done";
            try
            {
                // All begin before the first one waits for a publish.
                await Task.Yield();
                var outcomes = work.Node.Slurm is null
                    ? await new RemotePart(kit, session, intake, _clock, Say)
                    {
                        Show = progress => board.Show(name, progress),
                    }.RunAsync(work, _interruption.Token)
                    : await new SitePart(kit, session, intake, _clock, Say)
                    {
                        Show = progress => board.Show(name, progress),
                    }.RunAsync(work, _interruption.Token);
                how = "done";
                return outcomes;
            }
            catch (OperationCanceledException)
            {
                Say("what runs there goes on; the same command joins it, and with --stop ends it.");
                throw;
            }
            catch (UserErrorException e) when (names.Length > 1)
            {
                // The others go on: this is the last that is said, but not the last that is seen.
                Say(e.Message);
                throw;
            }
            finally
            {
                board.End(name, how);
            }
        }

        // The planner is not made for two at once.
        Plan PlanOf(string name)
        {
            lock (gate)
            {
                return planOf(name);
            }
        }
    }

    /// <summary>Ends what runs on nodes for these experiments; what they have finished stays there.</summary>
    /// <exception cref="UserErrorException">A node cannot be reached.</exception>
    public async Task StopAsync(
        BuildContext context,
        NodeCatalog nodes,
        ImmutableArray<string> names,
        ImmutableArray<ExperimentCases> experiments
    )
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(nodes);
        foreach (var name in names)
        {
            var work = Work(context, nodes, name, experiments, _ => throw new InvalidOperationException());
            if (work.Node.Slurm is not null)
            {
                await new SiteStop(_clock, line => context.Information("{0}: {1}", name, line)).RunAsync(
                    work,
                    _interruption.Token
                );
                continue;
            }

            await using var ssh = new SshNode(name, work.Node.Ssh!, _clock);
            try
            {
                if (!await ssh.StopAsync(work.Job, _interruption.Token))
                {
                    context.Information("{0}: nothing of this runs there.", name);
                    continue;
                }

                while (
                    (await ssh.LookAsync(work.Job, 0, [], _interruption.Token)).Status
                        is JobStatus.Running
                            or JobStatus.Starting
                )
                {
                    await Task.Delay(TimeSpan.FromSeconds(0.25), _clock, _interruption.Token);
                }
            }
            catch (NodeUnreachableException e)
            {
                throw new UserErrorException(e.Message, e);
            }

            context.Information("{0}: what ran there was ended; its finished runs are brought by the next call.", name);
        }
    }

    internal static RemoteWork Work(
        BuildContext context,
        NodeCatalog nodes,
        string name,
        ImmutableArray<ExperimentCases> experiments,
        Func<string, Plan> planOf
    ) =>
        new(
            nodes.Get(name),
            RemoteArguments.Of(context.Options, name, experiments),
            [.. experiments.SelectMany(e => e.KeptAs).Distinct(StringComparer.Ordinal)],
            () => planOf(name),
            context.Options.Force
        )
        {
            Spanning = environment =>
                EnvironmentSetup.Catalog(context).Find(environment) is { } spec ? SpanningEngine.Of(spec) : null,
        };
}

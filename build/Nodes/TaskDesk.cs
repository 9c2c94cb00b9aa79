using Cake.Common.Diagnostics;
using Cake.Core;
using Refigure.Build.Running;
using Refigure.Doctor;
using Refigure.Environments;
using Refigure.Files;
using Refigure.Nodes;
using Refigure.Nodes.Ssh;

namespace Refigure.Build.Nodes;

/// <summary>Tasks that <c>--node</c> has done on another machine: the same task of the same host, which travels there.</summary>
public sealed class TaskDesk
{
    private readonly Workshop _workshop;
    private readonly IToolRunner _tools;
    private readonly IFileSystem _files;
    private readonly Interruption _interruption;
    private readonly TimeProvider _clock = TimeProvider.System;

    /// <summary>With what knows nodes, publishes the host, changes files, and ends long work.</summary>
    public TaskDesk(Workshop workshop, IToolRunner tools, IFileSystem files, Interruption interruption)
    {
        _workshop = workshop;
        _tools = tools;
        _files = files;
        _interruption = interruption;
    }

    /// <summary>Does a task on the node that <c>--node</c> names; false if that is this machine, or none is named.</summary>
    /// <param name="context">The options.</param>
    /// <param name="target">The task's name.</param>
    /// <exception cref="UserErrorException">There is no such node, or it cannot be used.</exception>
    /// <exception cref="CakeException">The task failed there, with the exit code that it had there.</exception>
    public async Task<bool> DidThereAsync(BuildContext context, string target)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Options.Node is not { } name)
        {
            return false;
        }

        var nodes = _workshop.Nodes(context);
        if (!nodes.IsReached(name))
        {
            var node = nodes.Get(name);
            return nodes.IsElsewhere(name)
                ? throw new UserErrorException(
                    $"--node {name} is another machine that is not reached from here (envs/nodes.yaml, kind {node.Kind}): say --target {target} there, or how it is reached in envs/nodes.local.yaml."
                )
                : false;
        }

        await ThereAsync(context, nodes.Get(name), target);
        return true;
    }

    private async Task ThereAsync(BuildContext context, NodeSpec node, string target)
    {
        void Say(string line) => context.Information("{0}: {1}", node.Name, line);
        using var kit = new NodeKit(context.Root, _tools, _files);
        await using var ssh = new SshNode(node.Name, node.Ssh!, _clock);
        var task = new RemoteTask(kit, ssh, _clock, Say);
        var arguments = TaskArguments.Of(context.Options, target, node.Name);
        try
        {
            if (context.Options.Stop)
            {
                await task.StopAsync(arguments, _interruption.Token);
                return;
            }

            if (target == "Doctor")
            {
                await LookFromHereAsync(context, node, ssh);
            }

            // Environments are fetched from elsewhere: nobody shows the hub's token for them.
            var token = target == "Setup" ? null : ModelSetup.Hub().Token();
            await task.RunAsync(node, target, arguments, token, _interruption.Token);
        }
        catch (NodeUnreachableException e)
        {
            throw new UserErrorException(e.Message, e);
        }
    }

    private async Task LookFromHereAsync(BuildContext context, NodeSpec node, SshNode ssh)
    {
        var findings = await NodeFindings.OfAsync(node, ssh, _clock, _interruption.Token);
        context.Information("From here:");
        foreach (var line in DoctorTable.Of(findings))
        {
            context.Information("{0}", line);
        }

        if (findings.Any(f => f.Verdict == Verdict.Blocks))
        {
            throw new CakeException(1, $"Node {node.Name} cannot be used: see the row that says BLOCKS.");
        }
    }
}

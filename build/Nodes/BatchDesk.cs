using System.Collections.Immutable;
using System.Text;
using Cake.Common.Diagnostics;
using Refigure.Build.Running;
using Refigure.Environments;
using Refigure.Files;
using Refigure.Nodes;
using Refigure.Nodes.Slurm;
using Refigure.Planning;

namespace Refigure.Build.Nodes;

/// <summary>Writes the batch scripts of a Slurm site's part, for people to read and to submit by hand.</summary>
public sealed class BatchDesk
{
    private readonly Workshop _workshop;
    private readonly IToolRunner _tools;
    private readonly IFileSystem _files;
    private readonly Interruption _interruption;

    /// <summary>With what plans, publishes the host, changes files, and ends long work.</summary>
    public BatchDesk(Workshop workshop, IToolRunner tools, IFileSystem files, Interruption interruption)
    {
        _workshop = workshop;
        _tools = tools;
        _files = files;
        _interruption = interruption;
    }

    /// <summary>Writes them, sends what they need to the site, and says how they are submitted. Submits nothing.</summary>
    /// <exception cref="UserErrorException"><c>--node</c> is no Slurm site, or it cannot be used.</exception>
    public async Task WriteAsync(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var nodes = _workshop.Nodes(context);
        var node = Site(context, nodes);
        var profile = ExperimentChoice.Profile(context);
        var names = ExperimentChoice.Names(context, "Batch");
        names = ExperimentChoice.WithRuns(context, _workshop, names, profile);
        var experiments = _workshop.Cases(context, names, profile);
        Plan PlanOf(string name) => _workshop.Plan(context, experiments, context.Options.Runs, onlyOn: name);
        var work = NodeDesk.Work(context, nodes, node.Name, experiments, PlanOf);
        var plan = work.Plan();
        if (plan.ToMake.IsEmpty)
        {
            context.Information("Every run is there already; --force makes them again.");
            return;
        }

        using var kit = new NodeKit(context.Root, _tools, _files);
        await using var site = new SlurmNode(node.Name, node.Ssh!, TimeProvider.System);
        var luggage = new SiteLuggage(
            kit,
            work,
            TimeProvider.System,
            line => context.Information("{0}: {1}", node.Name, line)
        );
        var (folder, checkout, data) = await luggage.SendAsync(
            site,
            plan.Runs.Select(r => r.Case.Load?.Dataset).OfType<string>(),
            _interruption.Token
        );
        var batches = new SiteBatches(work, folder, kit.HostName, checkout, data).Of(plan, plan.ToMake);
        foreach (var batch in batches)
        {
            await site.PrepareAsync(batch, null, _interruption.Token);
            if (context.Options.OutNamed)
            {
                Write(Path.Combine(context.Options.Out, batch.Name + ".sh"), BatchScript.Of(batch));
            }
        }

        Tell(context, node, batches);
    }

    private static NodeSpec Site(BuildContext context, NodeCatalog nodes) =>
        context.Options.Node is not { } name
            ? throw new UserErrorException(
                "Batch needs a Slurm site: --node NAME, of kind slurm in envs/nodes.yaml or envs/nodes.local.yaml."
            )
        : nodes.Get(name) is { Slurm: not null } site ? site
        : throw new UserErrorException(
            $"--node {name} is no Slurm site: expected a node of kind slurm (envs/nodes.yaml, envs/nodes.local.yaml)."
        );

    private void Write(string file, string text)
    {
        try
        {
            _files.CreateDirectory(Path.GetDirectoryName(file)!);
            using var stream = _files.Create(file);
            stream.Write(Encoding.UTF8.GetBytes(text));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException(
                $"--out: {file} cannot be written ({e.Message.TrimEnd('.')}): name another folder.",
                e
            );
        }
    }

    private static void Tell(BuildContext context, NodeSpec node, ImmutableArray<SlurmBatch> batches)
    {
        var runs = batches.Sum(b => b.Part.Runs.Length);
        context.Information(
            "{0} for {1}{2}; submit with these{3}, or let --target Run do it, which also joins what was submitted:",
            batches.Length == 1 ? "1 batch script" : $"{batches.Length} batch scripts",
            runs == 1 ? "1 run" : $"{runs} runs",
            context.Options.OutNamed ? $" in {context.Options.Out}" : "",
            node.Ssh!.IsThisMachine ? "" : $" on {node.Ssh.Host}"
        );
        foreach (var batch in batches)
        {
            var after = batch.Part.After is { } before
                ? $"--dependency=afterok:${Variable(before)} --kill-on-invalid-dep=yes "
                : "";
            var command = $"sbatch {after}{batch.Folder}/jobs/{batch.Name}/batch.sh";
            context.Information(
                "{0}",
                batches.Any(b => b.Part.After == batch.Part.Name)
                    ? $"{Variable(batch.Part.Name)}=$({command.Insert("sbatch ".Length, "--parsable ")})"
                    : command
            );
        }
    }

    private static string Variable(string part) => part.Replace('-', '_').Replace('.', '_');
}

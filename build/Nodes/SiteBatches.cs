using System.Collections.Immutable;
using Refigure.Nodes.Slurm;
using Refigure.Planning;
using Refigure.Results;
using Refigure.Running.Gpus;

namespace Refigure.Build.Nodes;

/// <summary>The batch scripts for the runs of a plan.</summary>
/// <param name="work">What the node has to do.</param>
/// <param name="folder">The node's folder, absolute.</param>
/// <param name="host">The digest of the host that is there.</param>
/// <param name="checkout">The digest of the checkout that is there.</param>
/// <param name="data">The digest of the data sets that are there; null for none.</param>
internal sealed class SiteBatches(RemoteWork work, string folder, string host, string checkout, string? data)
{
    private const string Force = "--force";

    /// <summary>The scripts' contents; one that another waits for comes before it.</summary>
    /// <exception cref="UserErrorException">The GPUs of a run cannot be had in equal parts.</exception>
    public ImmutableArray<SlurmBatch> Of(Plan plan, IEnumerable<PlannedRun> runs)
    {
        var reach = work.Node.Ssh!;
        var site = work.Node.Slurm!;
        var planned = runs.ToArray();
        return
        [
            .. SlurmParts
                .Of(work.Node.Name, site, planned.Select(r => Run(plan, r)))
                .Select(part => new SlurmBatch
                {
                    Node = work.Node.Name,
                    Site = site,
                    Job = work.Job,
                    Part = part,
                    Folder = folder,
                    Store = reach.Store ?? "store",
                    Host = host,
                    Checkout = checkout,
                    Data = data,
                    Arguments =
                    [
                        // A job that is begun again goes on where it was: what is to be made anew has an empty folder.
                        .. work.Arguments.Where(a => a != Force),
                        .. data is null ? (string[])[] : ["--data", $"{folder}/data/{data}"],
                        .. reach.Python is { } python ? (string[])["--python", python] : [],
                        .. reach.Wheelhouse is { } wheels ? (string[])["--wheelhouse", wheels] : [],
                    ],
                    Path = reach.Path,
                    Engine = part.Spanning is { } spanning ? work.Spanning(spanning) : null,
                }),
        ];
    }

    private static SlurmRun Run(Plan plan, PlannedRun run) =>
        new(
            run.Identity.RelativeFolder,
            run.Identity.Iteration,
            run.Case.Environment,
            plan.NeedsGpu.Contains(run.Case.Environment) ? GpusOfRun.Count(run.Case.Arguments) : 0,
            run.Identity.Cache is CacheState.Cold or CacheState.CompileCold
        );
}

using System.Globalization;
using Refigure.Engines;
using Refigure.Environments;
using Refigure.Models;
using Refigure.Nodes;
using Refigure.Planning;

namespace Refigure.Running;

/// <summary>Refuses what cannot fit, before anything is started or fetched.</summary>
/// <param name="node">This machine.</param>
/// <param name="environments">The environments.</param>
/// <param name="models">The models.</param>
/// <param name="engines">The engines.</param>
public sealed class ResourceCheck(
    INodeInspector node,
    IEnvironmentCatalog environments,
    IModelStore models,
    EngineSet engines
)
{
    /// <summary>Checks a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="root">The runs root.</param>
    /// <param name="store">Where environments and models lie.</param>
    /// <exception cref="UserErrorException">
    /// There is too little memory or disk, or an environment, engine or model cannot be had here.
    /// </exception>
    public void Check(Plan plan, string root, string store)
    {
        ArgumentNullException.ThrowIfNull(plan);
        Disk(store, plan.Environments.Values.Sum() + plan.Models.Values.Sum(), "--store");
        Disk(root, plan.RunsDisk, "--runs");
        var available = node.AvailableMemory();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var run in plan.ToMake)
        {
            if (seen.Add($"{run.Identity.Experiment}/{run.Case.Name}"))
            {
                Memory(run, available);
            }
        }
    }

    private void Memory(PlannedRun run, long? available)
    {
        var place = $"experiment {run.Identity.Experiment}, case {run.Case.Name}";
        var environment =
            environments.Find(run.Case.Environment)
            ?? throw new UserErrorException(
                $"{place}: there is no environment {run.Case.Environment} in envs/; expected one of {string.Join(", ", environments.Names)}."
            );
        var engine = engines.Get(environment.Engine);
        var model =
            models.Describe(run.StoredModel)
            ?? throw new UserErrorException(
                $"{place}: the model {run.StoredModel} cannot be made or fetched here; name a synthetic one of envs/models.yaml."
            );
        var needed = engine.MemoryNeeded(model.Bytes, run.Case.Arguments);
        if (available is { } free && needed > free)
        {
            throw new UserErrorException(
                $"{place}: {run.Case.Model} needs about {Megabytes(needed)} of memory, and {Megabytes(free)} are free: end other programs, or run a smaller model."
            );
        }
    }

    private void Disk(string path, long needed, string option)
    {
        if (needed > 0 && node.FreeDisk(path) is var free && free < needed)
        {
            throw new UserErrorException(
                $"{path} needs about {Megabytes(needed)}, and its disk has {Megabytes(free)} free: make room, or name another folder with {option}."
            );
        }
    }

    private static string Megabytes(long bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(bytes / 1e6):0} MB");
}

using Refigure.Engines;
using Refigure.Environments;

namespace Refigure.Nodes.Slurm;

/// <summary>An engine that spans machines, with its own distributed back end.</summary>
/// <param name="Environment">Its environment's name.</param>
/// <param name="Folder">Where the environment will lie, below the store.</param>
/// <param name="UsesRay">
/// Whether it spans machines with Ray; else with processes that are told their rank (<c>--nnodes</c>, <c>--node-rank</c>,
/// <c>--master-addr</c>).
/// </param>
public sealed record SpanningEngine(string Environment, string Folder, bool UsesRay)
{
    // --nnodes came between 0.11.0 and 0.12, and Ray is no more among what later versions require.
    private static readonly Version LastWithRay = new(0, 12);

    /// <summary>How the engine of an environment does.</summary>
    /// <exception cref="UserErrorException">It does not.</exception>
    public static SpanningEngine Of(EnvironmentSpec environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return environment is { Engine: "vllm", Kind: "python-venv" or "conda" }
            ? new SpanningEngine(
                environment.Name,
                $"envs/{EnvironmentPrefix.PlaceOf(environment)}",
                VllmKnobs.Parse(environment.EngineVersion) is not { } version || version < LastWithRay
            )
            : throw new UserErrorException(
                $"The environment {environment.Name} has no engine that spans several machines; choose a case that takes no more GPUs than a machine has (gpus_per_node in envs/nodes.yaml)."
            );
    }
}

using Refigure.Engines;
using Refigure.Environments;
using Refigure.Models;
using Refigure.Planning;

namespace Refigure.Running;

/// <summary>Sets up what runs need, each environment and model once.</summary>
/// <param name="environments">The environments.</param>
/// <param name="installer">Installs them.</param>
/// <param name="models">Makes or fetches models.</param>
/// <param name="engines">The engines.</param>
public sealed class PreparedRuns(
    IEnvironmentCatalog environments,
    IEnvironmentInstaller installer,
    IModelStore models,
    EngineSet engines
)
{
    private readonly Dictionary<string, InstalledEnvironment> _environments = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ModelFiles> _models = new(StringComparer.Ordinal);

    /// <summary>Sets up everything that runs need.</summary>
    /// <exception cref="UserErrorException">Something cannot be set up here.</exception>
    public async Task EnsureAsync(IEnumerable<PlannedRun> runs, IWorkProgress progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(runs);
        foreach (var run in runs)
        {
            if (!_environments.ContainsKey(run.Case.Environment))
            {
                _environments[run.Case.Environment] = await installer.EnsureAsync(
                    Environment(run),
                    progress,
                    cancellation
                );
            }

            if (!_models.ContainsKey(run.StoredModel))
            {
                _models[run.StoredModel] = await models.EnsureAsync(run.StoredModel, progress, cancellation);
            }
        }
    }

    /// <summary>What one of them needs.</summary>
    public RunPreparation Of(PlannedRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var environment = _environments[run.Case.Environment];
        return new RunPreparation(environment, _models[run.StoredModel], engines.Get(environment.Spec.Engine));
    }

    private EnvironmentSpec Environment(PlannedRun run) =>
        environments.Find(run.Case.Environment)
        ?? throw new UserErrorException($"There is no environment {run.Case.Environment} in envs/.");
}

using Refigure.Catalog;
using Refigure.Engines;
using Refigure.Environments;
using Refigure.Models;

namespace Refigure.Planning;

/// <summary>What a plan must know of cases: their environments, engines and models, each looked up once.</summary>
/// <param name="environments">The environments.</param>
/// <param name="models">The models.</param>
/// <param name="engines">The engines.</param>
/// <param name="modelOf">What is known of models by name, for those that no store has.</param>
/// <param name="dataDigestOf">SHA-256 of the file that a load's prompts are from.</param>
internal sealed class PlanLookup(
    IEnvironmentCatalog environments,
    IModelStore models,
    EngineSet engines,
    Func<string, ModelSpec?> modelOf,
    Func<LoadSpec, string?> dataDigestOf
)
{
    private readonly Dictionary<string, EnvironmentSpec?> _environments = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ModelSource?> _models = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> _data = new(StringComparer.Ordinal);

    /// <summary>The model that a tensorized copy is made from; null for other models.</summary>
    public string? TensorizedFrom(string model) => modelOf(model)?.Tensorized?.Model;

    public string? Page(string model) =>
        modelOf(model)?.Hub is { Gate: { } gate } hub && gate != HubGate.None ? hub.Page : null;

    public long? RoughBytes(string model) => modelOf(model)?.Hub?.Bytes;

    public IEngine? Engine(CaseSpec spec) =>
        Environment(spec) is { } environment ? engines.Find(environment.Engine) : null;

    // What we write ourselves costs nothing to have whole.
    public string Stored(CaseSpec spec) =>
        Engine(spec)?.StoredModel(spec.Model, spec.Arguments) is { Length: > 0 } stored
        && !(WithoutWeights.Model(stored) is not null && modelOf(spec.Model)?.Synthetic is not null)
            ? stored
            : spec.Model;

    public EnvironmentSpec? Environment(CaseSpec spec)
    {
        if (!_environments.TryGetValue(spec.Environment, out var found))
        {
            _environments[spec.Environment] = found = environments.Find(spec.Environment);
        }

        return found;
    }

    public ModelSource? Model(string name)
    {
        if (!_models.TryGetValue(name, out var found))
        {
            _models[name] = found = models.Describe(name);
        }

        return found;
    }

    public string? DataDigest(LoadSpec load)
    {
        if (!_data.TryGetValue(load.Dataset, out var found))
        {
            _data[load.Dataset] = found = dataDigestOf(load);
        }

        return found;
    }
}

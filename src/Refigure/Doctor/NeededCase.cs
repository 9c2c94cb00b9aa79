using Refigure.Catalog;
using Refigure.Engines;
using Refigure.Environments;
using Refigure.Models;

namespace Refigure.Doctor;

/// <summary>A case that is to be run here, and what it needs.</summary>
/// <param name="Experiment">The experiment.</param>
/// <param name="Case">The case.</param>
/// <param name="Environment">Its environment; null if there is none of that name.</param>
/// <param name="Engine">Its engine; null if it cannot be run here.</param>
/// <param name="Model">Its model's files; null if nobody knows how to get them.</param>
public sealed record NeededCase(
    string Experiment,
    CaseSpec Case,
    EnvironmentSpec? Environment,
    IEngine? Engine,
    ModelSource? Model
)
{
    /// <summary>Where the model is fetched from; null if it is not fetched from the hub.</summary>
    public HubSource? Hub { get; init; }

    /// <summary>The model's size in parameters times two bytes, where its files are not known; null if nothing is.</summary>
    public long? EstimatedBytes { get; init; }

    /// <summary>The size of the weights in the engine, in bytes; null if nobody knows.</summary>
    public long? ModelBytes => DummyWeights.AreIn(Case.Arguments) ? EstimatedBytes : Model?.Bytes ?? EstimatedBytes;
}

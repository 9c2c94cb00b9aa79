using Refigure.Catalog;
using Refigure.Engines;
using Refigure.Environments;
using Refigure.Models;

namespace Refigure.Running;

/// <summary>What is needed to serve.</summary>
/// <param name="Engine">The engine.</param>
/// <param name="Environment">Where it is installed.</param>
/// <param name="Model">The model.</param>
/// <param name="Case">The case: its arguments, its variables, and how long its start is waited for.</param>
/// <param name="Folder">
/// Where its raw files go (<c>engine.log</c>, <c>samples.csv</c> …), absolute; a run's folder, or any that is there.
/// </param>
public sealed record ServingStart(
    IServingEngine Engine,
    InstalledEnvironment Environment,
    ModelFiles Model,
    CaseSpec Case,
    string Folder
)
{
    /// <summary>Where it keeps compiled graphs, absolute; null for below <see cref="Folder"/>, so that nothing is kept.</summary>
    public string? CompileCache { get; init; }

    /// <summary>What records its GPU work, once it is told to; null for nothing.</summary>
    public ProfilerWish? Profiler { get; init; }
}

using System.Collections.Immutable;
using Refigure.Environments;
using Refigure.Models;

namespace Refigure.Engines;

/// <summary>What an engine is started with.</summary>
/// <param name="Environment">Where it is installed.</param>
/// <param name="Model">The model.</param>
/// <param name="Arguments">Engine arguments by long name without dashes.</param>
/// <param name="Variables">Environment variables of the case.</param>
/// <param name="Port">A free port on the loopback address.</param>
/// <param name="Folder">The run's folder while it is being built; private caches and traces go there.</param>
public sealed record EngineStart(
    InstalledEnvironment Environment,
    ModelFiles Model,
    ImmutableSortedDictionary<string, string> Arguments,
    ImmutableSortedDictionary<string, string> Variables,
    int Port,
    string Folder
)
{
    /// <summary>Where it keeps compiled graphs, absolute; null where it keeps none.</summary>
    public string? CompileCache { get; init; }

    /// <summary>What records its GPU work while it serves, once it is told to; null for nothing.</summary>
    public ProfilerWish? Profiler { get; init; }
}

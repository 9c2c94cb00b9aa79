using System.Collections.Immutable;

namespace Refigure.Engines;

/// <summary>An engine that can serve: what its start, its endpoints and its settings are called.</summary>
public interface IServingEngine : IEngine
{
    /// <summary>The endpoints that it has, the one to use where nothing is said first.</summary>
    ImmutableArray<ServingEndpointKind> Endpoints { get; }

    /// <summary>
    /// The argument that says how many requests it works on at a time: <c>max-num-seqs</c>, <c>parallel</c>, <c>batch-size</c> …
    /// </summary>
    string ParallelArgument { get; }

    /// <summary>
    /// The argument that says how many tokens a prompt and its answer may have together: <c>max-model-len</c>, <c>ctx-size</c> …
    /// </summary>
    string ContextArgument { get; }

    /// <summary>The argument that says over how many GPUs a copy of the model is spread; null if it cannot be.</summary>
    string? TensorParallelArgument { get; }

    /// <summary>Whether it works on prompts together as one static batch, which nobody joins once it runs.</summary>
    bool HasStaticBatches => false;

    /// <summary>Where it answers with its version, as the field <c>version</c> of a JSON object; null if nowhere.</summary>
    string? VersionPath => null;

    /// <summary>Where its profiler is told to begin and to end; null if it has none.</summary>
    ProfilerPaths? Profiler => null;

    /// <summary>The command that starts it as a server on the loopback address.</summary>
    /// <exception cref="UserErrorException">An argument is not one of the engine's, or is the runner's.</exception>
    EngineCommand ServeCommand(EngineStart start);
}

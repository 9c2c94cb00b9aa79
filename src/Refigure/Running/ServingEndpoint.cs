using System.Collections.Immutable;
using Refigure.Engines;
using Refigure.Telemetry;

namespace Refigure.Running;

/// <summary>A server that is ready: it has answered a request.</summary>
/// <param name="BaseUrl">Its address without a path, such as <c>http://127.0.0.1:8000</c>.</param>
/// <param name="Model">The model as requests must name it.</param>
/// <param name="Kinds">The endpoints that it has, the one to use where nothing is said first.</param>
/// <param name="Telemetry">What it says of itself, and the clock of <c>samples.csv</c>.</param>
public sealed record ServingEndpoint(
    Uri BaseUrl,
    string Model,
    ImmutableArray<ServingEndpointKind> Kinds,
    TelemetryRecorder Telemetry
)
{
    /// <summary>The engine's name.</summary>
    public required string Engine { get; init; }

    /// <summary>The engine's version, as its environment pins it.</summary>
    public required string EngineVersion { get; init; }

    /// <summary>Requests that it works on at a time; null if its arguments do not say.</summary>
    public int? MaxNumSeqs { get; init; }

    /// <summary>Prompts that it works on together as one static batch; null for an engine with continuous batching.</summary>
    public int? BatchSize { get; init; }

    /// <summary>GPUs that one copy of the model is spread over.</summary>
    public int TensorParallelSize { get; init; } = 1;

    /// <summary>Tokens that a prompt and its answer may have together; null if its arguments do not say.</summary>
    public int? ContextTokens { get; init; }

    /// <summary>How long the first request took, which may have loaded the model.</summary>
    public TimeSpan FirstAnswer { get; init; }

    /// <summary>Where an endpoint is.</summary>
    public Uri Address(ServingEndpointKind kind) => new(BaseUrl, ServingPaths.Of(kind));
}

using System.Collections.Immutable;

namespace Refigure.Results;

/// <summary>
/// The content of <c>run.json</c> (contract 5.2): everything about a run but its raw outputs. What is unknown is null,
/// as for runs that were imported and whose machine was never asked.
/// </summary>
public sealed record RunRecord
{
    /// <summary>The schema's version; 1.</summary>
    public int SchemaVersion { get; init; } = 1;

    /// <summary>The identity.</summary>
    public required RunIdentity Identity { get; init; }

    /// <summary>SHA-256 over the identity and the raw files' digests, lower-case hex: names this very run.</summary>
    public required string Hash { get; init; }

    /// <summary><c>paper</c>, <c>lab</c> or <c>smoke</c>.</summary>
    public required string Profile { get; init; }

    /// <summary>The environment's name, such as <c>vllm-0.10.1.1</c>; null if unknown.</summary>
    public string? Environment { get; init; }

    /// <summary><c>vllm</c>, <c>llamacpp</c>, <c>transformers</c> or <c>tgi</c>.</summary>
    public required string Engine { get; init; }

    /// <summary>The engine's version; null if unknown.</summary>
    public string? EngineVersion { get; init; }

    /// <summary>The model's name as in <c>models.yaml</c>.</summary>
    public required string Model { get; init; }

    /// <summary>The case's engine arguments by name, such as <c>max_model_len</c> → <c>16752</c>.</summary>
    public ImmutableSortedDictionary<string, string> Arguments { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The exact command line; empty if unknown.</summary>
    public ImmutableArray<string> CommandLine { get; init; } = [];

    /// <summary>Environment variables of the engine, secrets masked.</summary>
    public ImmutableSortedDictionary<string, string> Variables { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Start, UTC.</summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>End, UTC.</summary>
    public DateTimeOffset? End { get; init; }

    /// <summary>Monotonic duration in seconds.</summary>
    public double? DurationSeconds { get; init; }

    /// <summary>The engine's exit status.</summary>
    public int? ExitStatus { get; init; }

    /// <summary>Digest of the environment's lock file.</summary>
    public string? EnvironmentLockHash { get; init; }

    /// <summary>Digests of the patches, by file name.</summary>
    public ImmutableSortedDictionary<string, string> PatchHashes { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The model's revision.</summary>
    public string? ModelRevision { get; init; }

    /// <summary>The model files' size in bytes.</summary>
    public long? ModelBytes { get; init; }

    /// <summary>Facts about the node: cpu, cores, memory, gpu, driver, cuda, kernel, os, python.</summary>
    public ImmutableSortedDictionary<string, string> NodeFacts { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>What was measured about the claimed cache state, such as <c>compile_cache</c> → <c>loaded</c>.</summary>
    public ImmutableSortedDictionary<string, string> CacheEvidence { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>What was seen of its GPUs before, during and after; empty for an engine without.</summary>
    public ImmutableSortedDictionary<string, string> GpuEvidence { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>
    /// Everything that decided the result, by field (<see cref="Planning.RunInputs"/>): what makes the run stale when it
    /// changes. Empty for imported runs.
    /// </summary>
    public ImmutableSortedDictionary<string, string> Inputs { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The hash of <see cref="Inputs"/>; null for imported runs.</summary>
    public string? InputsHash { get; init; }

    /// <summary>The most memory that the engine's processes had resident, in bytes.</summary>
    public long? PeakMemoryBytes { get; init; }

    /// <summary>Where an imported run came from: the path below the imported folder; null for our own runs.</summary>
    public string? ImportedFrom { get; init; }

    /// <summary>The raw files.</summary>
    public required ImmutableArray<RawFile> Files { get; init; }

    /// <summary>Whether the run may be averaged.</summary>
    public bool Valid { get; init; } = true;

    /// <summary>Why it is not valid; empty if it is.</summary>
    public ImmutableArray<string> InvalidReasons { get; init; } = [];
}

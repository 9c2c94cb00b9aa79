using System.Collections.Immutable;

namespace Refigure.Results;

/// <summary>The optional fields of a <see cref="RunRecord"/> while it is read, with what they are where they are absent.</summary>
internal sealed class RunRecordDraft
{
    public string? Environment { get; set; }

    public string? EngineVersion { get; set; }

    public ImmutableSortedDictionary<string, string> Arguments { get; set; } =
        ImmutableSortedDictionary<string, string>.Empty;

    public ImmutableArray<string> CommandLine { get; set; } = [];

    public ImmutableSortedDictionary<string, string> Variables { get; set; } =
        ImmutableSortedDictionary<string, string>.Empty;

    public DateTimeOffset? Start { get; set; }

    public DateTimeOffset? End { get; set; }

    public double? DurationSeconds { get; set; }

    public int? ExitStatus { get; set; }

    public string? EnvironmentLockHash { get; set; }

    public ImmutableSortedDictionary<string, string> PatchHashes { get; set; } =
        ImmutableSortedDictionary<string, string>.Empty;

    public string? ModelRevision { get; set; }

    public long? ModelBytes { get; set; }

    public ImmutableSortedDictionary<string, string> NodeFacts { get; set; } =
        ImmutableSortedDictionary<string, string>.Empty;

    public ImmutableSortedDictionary<string, string> CacheEvidence { get; set; } =
        ImmutableSortedDictionary<string, string>.Empty;

    public ImmutableSortedDictionary<string, string> GpuEvidence { get; set; } =
        ImmutableSortedDictionary<string, string>.Empty;

    public ImmutableSortedDictionary<string, string> Inputs { get; set; } =
        ImmutableSortedDictionary<string, string>.Empty;

    public string? InputsHash { get; set; }

    public long? PeakMemoryBytes { get; set; }

    public string? ImportedFrom { get; set; }

    public bool Valid { get; set; } = true;

    public ImmutableArray<string> InvalidReasons { get; set; } = [];
}

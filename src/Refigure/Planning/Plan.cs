using System.Collections.Immutable;

namespace Refigure.Planning;

/// <summary>What would run. Making a plan starts and installs nothing.</summary>
/// <param name="Runs">Every run of the experiments, also those that are there, in the order of the experiments' cases.</param>
/// <param name="Environments">The environments that the runs to be made need, with the disk that setting them up takes.</param>
/// <param name="Models">The models that the runs to be made need, with the disk that getting them takes.</param>
/// <param name="RunsDisk">What the raw files of the runs to be made will take, estimated in bytes.</param>
public sealed record Plan(
    ImmutableArray<PlannedRun> Runs,
    ImmutableSortedDictionary<string, long> Environments,
    ImmutableSortedDictionary<string, long> Models,
    long RunsDisk
)
{
    /// <summary>
    /// Starts beside the runs that must be made, each before the first of its case on a node: they only fill the engine's
    /// compile cache, where no run of the case does.
    /// </summary>
    public ImmutableArray<PlannedRun> Fillings { get; init; } = [];

    /// <summary>Models to fetch that only those who asked for it may fetch, with the page where one asks.</summary>
    public ImmutableSortedDictionary<string, string> Gated { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Nodes of runs to be made whose engine needs a GPU.</summary>
    public ImmutableSortedSet<string> GpuNodes { get; init; } = [];

    /// <summary>Environments of runs to be made whose engine needs a GPU.</summary>
    public ImmutableSortedSet<string> NeedsGpu { get; init; } = [];

    /// <summary>What a reader must know of the cases, a sentence each.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>The runs that must be made.</summary>
    public ImmutableArray<PlannedRun> ToMake => [.. Runs.Where(r => r.Decision != RunDecision.Have)];
}

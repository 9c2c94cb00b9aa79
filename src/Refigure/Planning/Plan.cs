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
    /// <summary>The runs that must be made.</summary>
    public ImmutableArray<PlannedRun> ToMake => [.. Runs.Where(r => r.Decision != RunDecision.Have)];
}

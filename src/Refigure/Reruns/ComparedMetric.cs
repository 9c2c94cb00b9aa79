using Refigure.Results;

namespace Refigure.Reruns;

/// <summary>A metric of one case in one cache state, before and now.</summary>
/// <param name="Experiment">The experiment.</param>
/// <param name="Case">The case.</param>
/// <param name="Cache">The cache state.</param>
/// <param name="Metric">The metric, in seconds.</param>
/// <param name="Decides">Whether a change of it fails the comparison; others are for information.</param>
/// <param name="Numbers">The comparison; null if there is none.</param>
/// <param name="Why">Why the verdict is not what the numbers say, or why there are none; null if they speak for themselves.</param>
public sealed record ComparedMetric(
    string Experiment,
    string Case,
    CacheState Cache,
    string Metric,
    bool Decides,
    MetricChange? Numbers,
    string? Why
)
{
    /// <summary>The verdict.</summary>
    public Change Verdict => Why is null && Numbers is { } numbers ? numbers.Change : Change.CannotTell;
}

using System.Collections.Immutable;
using Refigure.Reruns;
using Refigure.Results;

namespace Refigure.Reports;

/// <summary>A metric of a case in one cache state, in two sets of runs.</summary>
/// <param name="Experiment">The experiment.</param>
/// <param name="Case">The case, or the model where the cases are called by what differs.</param>
/// <param name="Cache">The cache state.</param>
/// <param name="Metric">The metric.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Numbers">The comparison.</param>
/// <param name="Verdict">Faster, slower, same or can't tell; faster is more of a throughput.</param>
public sealed record RunPair(
    string Experiment,
    string Case,
    CacheState Cache,
    string Metric,
    string Unit,
    MetricChange Numbers,
    Change Verdict
)
{
    /// <summary>Whether the interval is that within single runs, over their requests, for want of repetitions.</summary>
    public bool IsWithinRuns { get; init; }

    /// <summary>The runs of the first set.</summary>
    public ImmutableArray<MeasuredRun> FirstRuns { get; init; } = [];

    /// <summary>The runs of the second set.</summary>
    public ImmutableArray<MeasuredRun> SecondRuns { get; init; } = [];
}

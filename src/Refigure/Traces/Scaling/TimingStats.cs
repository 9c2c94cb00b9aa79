using System.Collections.Immutable;

namespace Refigure.Traces.Scaling;

/// <summary>
/// The study's <c>timing_stats_RANK.json</c>: how long profiled iterations took, in seconds. A number that the file has as null,
/// or not at all, is null.
/// </summary>
public sealed record TimingStats
{
    /// <summary>Wall-clock time of each iteration.</summary>
    public ImmutableArray<double> Iterations { get; init; } = [];

    /// <summary>Their mean, as the file says it.</summary>
    public double? Mean { get; init; }

    /// <summary>The shortest.</summary>
    public double? Least { get; init; }

    /// <summary>The longest.</summary>
    public double? Most { get; init; }

    /// <summary>Mean time to the first token.</summary>
    public double? TtftMean { get; init; }

    /// <summary>99th percentile of the time to the first token.</summary>
    public double? TtftP99 { get; init; }

    /// <summary>Mean time for each token after the first.</summary>
    public double? TpotMean { get; init; }

    /// <summary>99th percentile of the time for each token after the first.</summary>
    public double? TpotP99 { get; init; }

    /// <summary>What was read and what was not, in a sentence.</summary>
    public required string Coverage { get; init; }
}

using System.Collections.Immutable;
using Refigure.Logs;

namespace Refigure.Results;

/// <summary>A run and what was read from its raw files.</summary>
/// <param name="Record">The content of <c>run.json</c>.</param>
/// <param name="Root">The runs root in which its folder lies.</param>
/// <param name="Log">Its startup log; null if the run has none.</param>
/// <param name="Measurements">Every number of the run.</param>
public sealed record MeasuredRun(
    RunRecord Record,
    string Root,
    StartupLog? Log,
    ImmutableArray<Measurement> Measurements
)
{
    /// <summary>SHA-256 of the startup log as it was read, lower-case hex; null if that was not asked for, or it is large.</summary>
    public string? LogDigest { get; init; }

    /// <summary>The number of a metric; null if the run does not have it or it could not be read.</summary>
    public double? Value(string metric) => Find(metric)?.Value;

    /// <summary>The measurement of a metric; null if the run has none.</summary>
    public Measurement? Find(string metric)
    {
        foreach (var m in Measurements)
        {
            if (string.Equals(m.Metric, metric, StringComparison.Ordinal))
            {
                return m;
            }
        }

        return null;
    }
}

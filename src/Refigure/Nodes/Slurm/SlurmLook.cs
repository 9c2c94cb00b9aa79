using System.Collections.Immutable;

namespace Refigure.Nodes.Slurm;

/// <summary>What a look at the jobs of a work and the runs of its node shows.</summary>
/// <param name="Jobs">Its jobs, those that are in the queue without a folder included.</param>
/// <param name="Runs">The finished runs there: the SHA-256 of <c>run.json</c> by folder below the runs root.</param>
/// <param name="Lanes">The folder that a run lies in, relative to the node's, by run.</param>
/// <param name="News">What logs have that was not known, by log.</param>
public sealed record SlurmLook(
    ImmutableArray<SlurmJob> Jobs,
    ImmutableSortedDictionary<string, string> Runs,
    ImmutableSortedDictionary<string, string> Lanes,
    ImmutableSortedDictionary<string, ImmutableArray<byte>> News
)
{
    /// <summary>Whether the queue was read.</summary>
    public bool QueueAnswered { get; init; }

    /// <summary>What was said where the queue was asked and did not answer; null else.</summary>
    public string? QueueSilence { get; init; }
}

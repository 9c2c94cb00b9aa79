using System.Collections.Immutable;

namespace Refigure.Nodes.Ssh;

/// <summary>What a look at a job and the runs of its node shows.</summary>
/// <param name="Status">How far it is.</param>
/// <param name="ExitCode">Its exit code; null before its end.</param>
/// <param name="Runs">The finished runs there: the SHA-256 of <c>run.json</c> by folder below the runs root.</param>
/// <param name="News">What its log has that was not known, as bytes.</param>
public sealed record JobLook(
    JobStatus Status,
    int? ExitCode,
    ImmutableSortedDictionary<string, string> Runs,
    ImmutableArray<byte> News
)
{
    /// <summary>How far its runs are, as its host says; null if it does not.</summary>
    public JobProgress? Progress { get; init; }
}

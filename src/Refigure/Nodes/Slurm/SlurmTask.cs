using Refigure.Nodes.Ssh;

namespace Refigure.Nodes.Slurm;

/// <summary>What is known of one job, or of one element of an array.</summary>
/// <param name="Element">The element; null for a job that is none.</param>
public sealed record SlurmTask(int? Element)
{
    /// <summary>The state that the queue, or the accounting, tells in Slurm's words, such as <c>RUNNING</c>; null if neither knows it.</summary>
    public string? State { get; init; }

    /// <summary>Why it waits, in Slurm's words, such as <c>Resources</c>; null if it does not say.</summary>
    public string? Reason { get; init; }

    /// <summary>Where it began, and how often it was started before, as it wrote; null before its beginning.</summary>
    public string? Began { get; init; }

    /// <summary>How far its runs are, as its host says; null if it does not.</summary>
    public JobProgress? Progress { get; init; }

    /// <summary>The host's exit code, as the job wrote it; null before its end.</summary>
    public int? ExitCode { get; init; }

    /// <summary>What the job said of its end: <c>limit</c>, <c>again</c> or nothing.</summary>
    public string? Why { get; init; }
}

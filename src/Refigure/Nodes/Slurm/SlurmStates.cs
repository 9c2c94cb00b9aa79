namespace Refigure.Nodes.Slurm;

/// <summary>Slurm's words for how far a job is (squeue(1), JOB STATE CODES), and what they mean to its owner.</summary>
public static class SlurmStates
{
    private static readonly string[] Over =
    [
        "BOOT_FAIL",
        "CANCELLED",
        "COMPLETED",
        "DEADLINE",
        "FAILED",
        "NODE_FAIL",
        "OUT_OF_MEMORY",
        "PREEMPTED",
        "REVOKED",
        "TIMEOUT",
    ];

    /// <summary>Whether a job in this state will do nothing more.</summary>
    public static bool IsOver(string state) => Array.IndexOf(Over, state) >= 0;

    /// <summary>Whether it waits.</summary>
    public static bool Waits(string? state) =>
        state
            is "PENDING"
                or "REQUEUED"
                or "REQUEUE_HOLD"
                or "SPECIAL_EXIT"
                or "RESV_DEL_HOLD"
                or "REQUEUE_FED"
                or "CONFIGURING";

    /// <summary>What became of a job that ended without a word of its own: the end of a sentence that begins with it.</summary>
    /// <param name="state">The state; null if Slurm knows it no more.</param>
    /// <param name="reason">Slurm's reason; null if none.</param>
    /// <param name="time">The time limit that was asked for; null for the partition's.</param>
    public static string EndOf(string? state, string? reason, string? time) =>
        state switch
        {
            "CANCELLED" when reason == "DependencyNeverSatisfied" =>
                "was not begun, since the job before it, which sets up, did not end well",
            "CANCELLED" => "was cancelled (scancel)",
            "TIMEOUT" or "DEADLINE" =>
                $"reached its time limit{(time is null ? "" : $" of {time}")} before it had ended: give it a longer time, or a larger signal_before",
            "NODE_FAIL" or "BOOT_FAIL" => "lost its machine, which failed",
            "OUT_OF_MEMORY" => "had less memory than it needed: give it more (memory)",
            "PREEMPTED" => "had to make room for another job and was not put into the queue again",
            "FAILED" => "failed before it could say why; see its log",
            "COMPLETED" => "ended and did not say how; see its log",
            null => "is not known to Slurm any more, and did not say how it ended",
            _ => $"ended as {state}",
        };

    /// <summary>Why a job waits, in words for those of Slurm's reasons that are common.</summary>
    public static string WhyWaits(string? reason) =>
        reason switch
        {
            null => "it waits in the queue",
            "Resources" => "it waits for free machines (Resources)",
            "Priority" => "others are before it in the queue (Priority)",
            "Dependency" => "it waits for the job before it (Dependency)",
            "BeginTime" => "Slurm lets it begin in a moment (BeginTime)",
            "JobArrayTaskLimit" => "as many of its array run as may at a time (JobArrayTaskLimit)",
            "JobHeldUser" or "JobHeldAdmin" => $"it is held: scontrol release lets it begin ({reason})",
            "PartitionTimeLimit" =>
                "its time is more than the partition allows: choose a shorter time (PartitionTimeLimit)",
            _ => $"it waits in the queue ({reason})",
        };
}

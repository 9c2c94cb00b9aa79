using System.Collections.Immutable;

namespace Refigure.Running.Processes;

/// <summary>How a supervised process ended, and that nothing of it is left.</summary>
/// <param name="ExitCode">The exit code; null if a signal ended it.</param>
/// <param name="Signal">The signal that ended it; null if it exited.</param>
/// <param name="Duration">Monotonic time from start to end.</param>
/// <param name="Leftovers">
/// Processes of its tree that were still there after it, daemons too, and had to be ended: name and id of each.
/// </param>
/// <param name="TreeIsGone">Whether it was verified that no process of the tree is left.</param>
/// <param name="PeakMemory">The most memory that the tree had resident in a sample, in bytes; null if never sampled.</param>
/// <param name="OutputLost">Bytes of output beyond the limit that were not kept.</param>
public sealed record ProcessEnd(
    int? ExitCode,
    int? Signal,
    TimeSpan Duration,
    ImmutableArray<string> Leftovers,
    bool TreeIsGone,
    long? PeakMemory,
    long OutputLost
)
{
    /// <summary>As a shell reports it: the exit code, or 128 + signal.</summary>
    public int Status => ExitCode ?? 128 + (Signal ?? 0);
}

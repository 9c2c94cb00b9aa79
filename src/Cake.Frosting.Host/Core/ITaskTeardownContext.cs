namespace Cake.Core;

/// <summary>What a task's teardown learns.</summary>
public interface ITaskTeardownContext : ICakeContext
{
    /// <summary>The task that has ended.</summary>
    ICakeTaskInfo Task { get; }

    /// <summary>How long it ran; zero if it was skipped.</summary>
    TimeSpan Duration { get; }

    /// <summary>Whether its criteria kept it from running.</summary>
    bool Skipped { get; }

    /// <summary>Whether it ended without an error.</summary>
    bool Successful { get; }

    /// <summary>What it threw; null if nothing.</summary>
    Exception? ThrownException { get; }
}

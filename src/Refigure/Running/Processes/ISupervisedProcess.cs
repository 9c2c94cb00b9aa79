namespace Refigure.Running.Processes;

/// <summary>A running process and everything that it started. Disposing ends the whole tree if it still runs.</summary>
public interface ISupervisedProcess : IAsyncDisposable
{
    /// <summary>Which process it is.</summary>
    ProcessIdentity Identity { get; }

    /// <summary>Monotonic time since it was started.</summary>
    TimeSpan Elapsed { get; }

    /// <summary>Ends when the process itself ended, its outputs were read, and its tree is gone. Never faults.</summary>
    Task<ProcessEnd> Completion { get; }

    /// <summary>SIGTERM to the process, after <paramref name="grace"/> SIGKILL to the whole tree; waits until all are gone.</summary>
    Task<ProcessEnd> StopAsync(TimeSpan grace);
}

using Cake.Core;

namespace Cake.Frosting;

/// <summary>A task: an exported class that a host finds by itself.</summary>
public interface IFrostingTask
{
    /// <summary>Why <see cref="ShouldRun"/> says no; empty if it does not tell.</summary>
    string SkippedMessage => string.Empty;

    /// <summary>Does the work.</summary>
    Task RunAsync(ICakeContext context);

    /// <summary>Whether there is work; if not the task is skipped.</summary>
    bool ShouldRun(ICakeContext context);

    /// <summary>Handles an error of the task, which then counts as handled unless this throws.</summary>
    void OnError(Exception exception, ICakeContext context);

    /// <summary>Runs when the task has ended, however it did.</summary>
    void Finally(ICakeContext context);
}

using Cake.Core;

namespace Cake.Frosting;

/// <summary>A task that runs asynchronously. A method that is not overridden is not there: a task without <c>RunAsync</c> only gathers others.</summary>
/// <typeparam name="T">The project's context.</typeparam>
public abstract class AsyncFrostingTask<T> : IFrostingTask
    where T : ICakeContext
{
    /// <summary>Does the work.</summary>
    public virtual Task RunAsync(T context) => Task.CompletedTask;

    /// <summary>Whether there is work; if not the task is skipped.</summary>
    public virtual bool ShouldRun(T context) => true;

    /// <summary>Handles an error of the task, which then counts as handled unless this throws.</summary>
    public virtual void OnError(Exception exception, T context) { }

    /// <summary>Runs when the task has ended, however it did.</summary>
    public virtual void Finally(T context) { }

    Task IFrostingTask.RunAsync(ICakeContext context) => RunAsync((T)context);

    bool IFrostingTask.ShouldRun(ICakeContext context) => ShouldRun((T)context);

    void IFrostingTask.OnError(Exception exception, ICakeContext context) => OnError(exception, (T)context);

    void IFrostingTask.Finally(ICakeContext context) => Finally((T)context);
}

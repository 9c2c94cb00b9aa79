using System.Runtime.ExceptionServices;
using Cake.Core;
using Cake.Core.Diagnostics;
using Cake.Frosting.Hosting.Output;
using Cake.Frosting.Hosting.Tasks;

namespace Cake.Frosting.Hosting.Running;

/// <summary>Runs one task with all that belongs around it.</summary>
internal sealed class TaskRunner(
    ICakeContext context,
    Lifetimes lifetimes,
    TimeProvider time,
    IInterruption interruption
)
{
    /// <summary>Adds the task's row to the report, and throws what the task's error handler does not handle.</summary>
    public async Task RunAsync(TaskDefinition task, ICollection<ReportEntry> entries)
    {
        Header.ForTask(context.Log, task.Name);
        context.Log.Verbose("Executing task: {0}", task.Name);

        var info = new TaskInfo(context, task);
        var start = time.GetTimestamp();
        Exception? unhandled = null;
        try
        {
            lifetimes.TaskSetup?.Setup(context, info);
            await RunBodyAsync(task, info);
        }
        // Everything that a task throws is kept: its teardown and its row come first.
        catch (Exception exception)
        {
            info.ThrownException ??= exception;
            unhandled = exception;
        }

        info.Duration = time.GetElapsedTime(start);
        entries.Add(new ReportEntry(task.Name, info.Duration, StatusOf(task, info.ThrownException, unhandled)));
        TearDown(info, unhandled);
        if (unhandled is not null)
        {
            ExceptionDispatchInfo.Throw(unhandled);
        }

        context.Log.Verbose("Finished executing task: {0}", task.Name);
        context.Log.Verbose("Completed in {0}", info.Duration);
    }

    public void Skip(TaskDefinition task, ICollection<ReportEntry> entries)
    {
        Header.ForTask(context.Log, task.Name, Verbosity.Verbose);
        var reason = task.Instance.SkippedMessage;
        context.Log.Verbose("Skipping task: {0}{1}", task.Name, string.IsNullOrEmpty(reason) ? reason : $" ({reason})");
        entries.Add(new ReportEntry(task.Name, TimeSpan.Zero, EntryStatus.Skipped));

        var info = new TaskInfo(context, task) { Skipped = true };
        lifetimes.TaskSetup?.Setup(context, info);
        TearDown(info, unhandled: null);
    }

    private async Task RunBodyAsync(TaskDefinition task, TaskInfo info)
    {
        Exception? unhandled = null;
        try
        {
            if (task.Overrides.HasRun)
            {
                await task.Instance.RunAsync(context);
            }
        }
        // A task may throw anything; its own handler decides what is left of it.
        catch (Exception exception)
        {
            info.ThrownException = exception;
            unhandled = await HandleErrorAsync(task, exception);
        }

        RunFinally(task, unhandled);
        if (unhandled is not null)
        {
            ExceptionDispatchInfo.Throw(unhandled);
        }
    }

    /// <summary>What is left of the error; null if the task's handler takes it.</summary>
    private async Task<Exception?> HandleErrorAsync(TaskDefinition task, Exception exception)
    {
        // Ending on a signal is what was asked for: there is nothing to handle, and nothing that may be swallowed.
        if (await InterruptionBehindAsync(exception) is { } interrupt)
        {
            return new InterruptedException(interrupt, task.Name, exception);
        }

        // What the user can put right is one sentence, the message.
        if (exception is not CakeException { ExitCode: ExitCodes.UserError })
        {
            context.Log.Error("An error occurred when executing task '{0}'.", task.Name);
        }

        if (task.ContinuesOnError)
        {
            context.Log.Error("Error: {0}", exception.Message);
            return null;
        }

        if (!task.Overrides.HasOnError)
        {
            return exception;
        }

        try
        {
            task.Instance.OnError(exception, context);
            return null;
        }
        // A handler hands an error on, or another in its place, by throwing.
        catch (Exception thrown)
        {
            return thrown;
        }
    }

    private async Task<Interrupt?> InterruptionBehindAsync(Exception exception) =>
        interruption.Received ?? (exception is OperationCanceledException ? await interruption.SettleAsync() : null);

    private void RunFinally(TaskDefinition task, Exception? unhandled)
    {
        if (!task.Overrides.HasFinally)
        {
            return;
        }

        try
        {
            task.Instance.Finally(context);
        }
        catch (Exception exception) when (unhandled is not null)
        {
            context.Log.Error("An error occurred at the end of task '{0}': {1}", task.Name, exception.Message);
        }
    }

    private void TearDown(TaskInfo info, Exception? unhandled)
    {
        try
        {
            lifetimes.TaskTeardown?.Teardown(context, info);
        }
        catch (Exception exception) when (unhandled is not null)
        {
            context.Log.Error(
                "An error occurred in the teardown of task '{0}': {1}",
                info.Task.Name,
                exception.Message
            );
        }
    }

    private static EntryStatus StatusOf(TaskDefinition task, Exception? thrown, Exception? unhandled) =>
        unhandled is InterruptedException ? EntryStatus.Interrupted
        : thrown is not null ? EntryStatus.Failed
        : task.Overrides.HasRun ? EntryStatus.Succeeded
        : EntryStatus.Delegated;
}

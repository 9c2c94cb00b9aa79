using Cake.Core;
using Cake.Core.Diagnostics;

namespace Cake.Frosting.Hosting.Running;

/// <summary>Runs the tasks of a plan one after the other, between the project's setup and teardown.</summary>
internal sealed class Engine(ICakeContext context, Lifetimes lifetimes, TimeProvider time, IInterruption interruption)
{
    private readonly LifetimeRunner _lifetime = new(context, lifetimes, time);
    private readonly TaskRunner _runner = new(context, lifetimes, time, interruption);

    /// <summary>Runs the tasks; what goes wrong is in the result.</summary>
    public Task<RunResult> RunAsync(ExecutionPlan plan) => BetweenLifetimesAsync(plan, RunTasksAsync);

    /// <summary>Lists the tasks that would run. As in the package, the setup and teardown of the run are no tasks.</summary>
    public Task<RunResult> DryRunAsync(ExecutionPlan plan)
    {
        context.Log.Information("Performing dry run...");
        context.Log.Information(
            "Targets are: {0}",
            string.Join(", ", plan.Targets.Select(target => target.Target.Name))
        );
        context.Log.Information(string.Empty);
        return BetweenLifetimesAsync(plan, ListTasksAsync);
    }

    private async Task<RunResult> BetweenLifetimesAsync(
        ExecutionPlan plan,
        Func<ExecutionPlan, List<ReportEntry>, Task> work
    )
    {
        var entries = new List<ReportEntry>();
        var info = new RunInfo(context, plan.Targets[0].Target, [.. plan.Tasks]);
        try
        {
            _lifetime.Setup(info, entries);
            await work(plan, entries);
        }
        // The run's failure, whatever it is: the teardown and the report come before it is told.
        catch (Exception exception)
        {
            info.ThrownException = exception;
        }

        var failure = _lifetime.Teardown(info, entries) ?? info.ThrownException;
        return new RunResult(
            [.. entries],
            failure is null ? null : InterruptedException.Explain(failure, interruption, "the end")
        );
    }

    private async Task RunTasksAsync(ExecutionPlan plan, List<ReportEntry> entries)
    {
        var skipped = new SkippedTasks();
        foreach (var target in plan.Targets)
        {
            foreach (var task in target.Tasks)
            {
                InterruptedException.ThrowIf(interruption, task.Name);
                if (skipped.Skips(task, context))
                {
                    _runner.Skip(task, entries);
                }
                else
                {
                    await _runner.RunAsync(task, entries);
                    // A task that ends quietly on a signal may have left work undone.
                    InterruptedException.ThrowIf(interruption, task.Name);
                }
            }

            skipped.ThrowIfSkipped(target.Target);
        }
    }

    private Task ListTasksAsync(ExecutionPlan plan, List<ReportEntry> entries)
    {
        var skipped = new SkippedTasks();
        var number = 0;
        foreach (var target in plan.Targets)
        {
            foreach (var task in target.Tasks)
            {
                if (skipped.Skips(task, context))
                {
                    context.Log.Verbose("-. {0} (skipped)", task.Name);
                }
                else
                {
                    number++;
                    context.Log.Information("{0}. {1}", number, task.Name);
                }
            }

            skipped.ThrowIfSkipped(target.Target);
        }

        context.Log.Information(string.Empty);
        context.Log.Information("This was a dry run.");
        context.Log.Information("No tasks were actually executed.");
        return Task.CompletedTask;
    }
}

using Cake.Frosting;
using Refigure.Build.Running;
using Refigure.Running;

namespace Refigure.Build.Tasks;

/// <summary>Makes the runs of experiments that are missing or stale.</summary>
[TaskName("Run")]
[TaskDescription(
    "Make the runs that are missing: --experiment A,B [--profile P] [--node N] [--iterations K] [--force]"
)]
public sealed class RunTask : AsyncFrostingTask<BuildContext>
{
    private readonly Workshop _workshop;

    /// <summary>With what runs.</summary>
    public RunTask(Workshop workshop)
    {
        _workshop = workshop;
    }

    /// <inheritdoc />
    public override async Task RunAsync(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var summary = new RunSummary([]);
        await UserErrors.AsExitCode2Async(async () =>
        {
            var names = ExperimentChoice.Names(context, "Run");
            var profile = ExperimentChoice.Profile(context);
            summary = await _workshop.RunAsync(context, _workshop.Cases(context, names, profile), context.Options.Runs);
        });
        RunReport.Tell(context, summary);
    }
}

using Cake.Common.Diagnostics;
using Cake.Frosting;
using Refigure.Build.Running;

namespace Refigure.Build.Tasks;

/// <summary>Says what would run, why, where, how long and how much disk. Starts nothing.</summary>
[TaskName("Plan")]
[TaskDescription(
    "What would run, why, where, how long, how much disk: --experiment A,B or --figure N [--profile P] [--case A,B] [--commands]"
)]
public sealed class PlanTask : FrostingTask<BuildContext>
{
    private readonly Workshop _workshop;

    /// <summary>With what plans.</summary>
    public PlanTask(Workshop workshop)
    {
        _workshop = workshop;
    }

    /// <inheritdoc />
    public override void Run(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        UserErrors.AsExitCode2(() =>
        {
            var names = ExperimentChoice.Names(context, "Plan");
            var profile = ExperimentChoice.Profile(context);
            names = ExperimentChoice.WithRuns(context, _workshop, names, profile);
            foreach (
                var line in PlanText.Of(
                    _workshop.Plan(context, _workshop.Cases(context, names, profile), context.Options.Runs),
                    context.Options.Commands ? Workshop.Preview(context) : null
                )
            )
            {
                context.Information("{0}", line);
            }
        });
    }
}

using Cake.Common.Diagnostics;
using Cake.Frosting;
using Refigure.Build.Running;

namespace Refigure.Build.Tasks;

/// <summary>The scaling study's configurations, and scripts for a cluster, of all experiments that have a series.</summary>
[TaskName("Configs")]
[TaskDescription(
    "The scaling study's configuration of each case (E1.1, E1.2, …) and batch scripts: --out DIR [--experiment NAME]"
)]
public sealed class ConfigsTask(MetricsDesk desk) : FrostingTask<BuildContext>
{
    /// <inheritdoc />
    public override void Run(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        UserErrors.AsExitCode2(() =>
        {
            if (!context.Options.OutNamed)
            {
                throw new UserErrorException("--target Configs needs --out DIR, the folder that gets the files.");
            }

            foreach (var name in desk.WriteConfigs(context.Options.Out, context))
            {
                context.Information("{0}", Path.Combine(context.Options.Out, name));
            }
        });
    }
}

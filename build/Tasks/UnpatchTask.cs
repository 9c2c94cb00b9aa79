using Cake.Frosting;

namespace Refigure.Build.Tasks;

/// <summary>Takes profiling patches back; the next run of that environment applies them again.</summary>
[TaskName("Unpatch")]
[TaskDescription("Take the profiling patches back: --env A,B [--from SOURCE_TREE]")]
public sealed class UnpatchTask(EnvironmentSetup setup) : FrostingTask<BuildContext>
{
    /// <inheritdoc />
    public override void Run(BuildContext context) =>
        UserErrors.AsExitCode2(() =>
            PatchDesk.Change(context, setup, (patcher, series, root) => patcher.Reverse(series, root))
        );
}

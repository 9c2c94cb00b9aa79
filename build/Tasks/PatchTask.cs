using Cake.Frosting;

namespace Refigure.Build.Tasks;

/// <summary>Applies profiling patches.</summary>
[TaskName("Patch")]
[TaskDescription("Apply the profiling patches: --env A,B [--from SOURCE_TREE]")]
public sealed class PatchTask(EnvironmentSetup setup) : FrostingTask<BuildContext>
{
    /// <inheritdoc />
    public override void Run(BuildContext context) =>
        UserErrors.AsExitCode2(() =>
            PatchDesk.Change(context, setup, (patcher, series, root) => patcher.Apply(series, root))
        );
}

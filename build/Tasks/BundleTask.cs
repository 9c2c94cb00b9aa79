using Cake.Frosting;
using Refigure.Build.Merging;

namespace Refigure.Build.Tasks;

/// <summary>Packs runs of a node into one file that another machine can merge.</summary>
[TaskName("Bundle")]
[TaskDescription(
    "Pack runs into one file for another machine, one a node: --experiment X [--node N] [--out FILE|DIR] [--runs DIR]"
)]
public sealed class BundleTask : FrostingTask<BuildContext>
{
    private readonly BundleDesk _desk;

    /// <summary>With what packs.</summary>
    public BundleTask(BundleDesk desk)
    {
        _desk = desk;
    }

    /// <inheritdoc />
    public override void Run(BuildContext context) => UserErrors.AsExitCode2(() => _desk.Bundle(context));
}

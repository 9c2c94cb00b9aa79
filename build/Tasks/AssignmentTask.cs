using Cake.Frosting;
using Refigure.Build.Assignment;

namespace Refigure.Build.Tasks;

/// <summary>The serving course's assignment as a whole, in one archive with a report.</summary>
[TaskName("Assignment")]
[TaskDescription(
    "The serving course's assignment: runs or --from DIR, figures 18 to 20, kernels, texts, server commands, a report, in one zip: [--netid NAME] [--out DIR]"
)]
public sealed class AssignmentTask(AssignmentDesk desk) : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc />
    public override Task RunAsync(BuildContext context) => UserErrors.AsExitCode2Async(() => desk.MakeAsync(context));
}

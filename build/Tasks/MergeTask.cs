using Cake.Core;
using Cake.Frosting;
using Refigure.Build.Merging;
using Refigure.Results.Merging;

namespace Refigure.Build.Tasks;

/// <summary>Takes over runs of other machines.</summary>
[TaskName("Merge")]
[TaskDescription(
    "Take over runs of other machines: --from PATH[,PATH] (bundles, folders with runs, the study's artifact) [--prefer mine|theirs] [--runs DIR]"
)]
public sealed class MergeTask : FrostingTask<BuildContext>
{
    private readonly MergeDesk _desk;

    /// <summary>With what merges.</summary>
    public MergeTask(MergeDesk desk)
    {
        _desk = desk;
    }

    /// <inheritdoc />
    public override void Run(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var result = UserErrors.AsExitCode2(() => _desk.Merge(context));
        if (!result.Conflicts.IsEmpty)
        {
            throw new CakeException(1, Undecided(result));
        }
    }

    private static string Undecided(MergeResult result) =>
        (result.Conflicts.Length == 1 ? "1 conflict is" : $"{result.Conflicts.Length} conflicts are")
        + " undecided, see above: --target Merge --prefer mine keeps the runs that are there, --prefer theirs takes the others.";
}

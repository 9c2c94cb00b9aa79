using Cake.Frosting;
using Refigure.Build.Nodes;

namespace Refigure.Build.Tasks;

/// <summary>Writes the batch scripts of a Slurm site's runs, for people to read and to submit by hand.</summary>
[TaskName("Batch")]
[TaskDescription(
    "Write batch scripts for a Slurm site, submit nothing: --experiment X|--figure N --node N [--profile P] [--out DIR]"
)]
public sealed class BatchTask : AsyncFrostingTask<BuildContext>
{
    private readonly BatchDesk _desk;

    /// <summary>With what writes them.</summary>
    public BatchTask(BatchDesk desk)
    {
        _desk = desk;
    }

    /// <inheritdoc />
    public override Task RunAsync(BuildContext context) => UserErrors.AsExitCode2Async(() => _desk.WriteAsync(context));
}

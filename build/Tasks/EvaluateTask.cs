using Cake.Core;
using Cake.Frosting;
using Refigure.Build.Evaluation;
using Refigure.Evaluation;

namespace Refigure.Build.Tasks;

/// <summary>Everything that an evaluator wants to know, unattended.</summary>
[TaskName("Evaluate")]
[TaskDescription(
    "All that this machine can check, unattended: Doctor, recorded figures verified, smoke runs, lab runs on a GPU, a report: [--from DIR [--against FILE]] [--figure N] [--profile smoke|lab] [--out DIR] [--dryrun]"
)]
public sealed class EvaluateTask : AsyncFrostingTask<BuildContext>
{
    private readonly EvaluationDesk _desk;

    /// <summary>With what evaluates.</summary>
    public EvaluateTask(EvaluationDesk desk)
    {
        _desk = desk;
    }

    /// <inheritdoc />
    public override async Task RunAsync(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        EvaluationResult? result = null;
        await UserErrors.AsExitCode2Async(async () =>
        {
            if (context.Options.Accept)
            {
                _desk.Accept(context);
                return;
            }

            result = await _desk.RunAsync(context);
        });
        if (result is { ExitCode: not 0 })
        {
            throw new CakeException(result.ExitCode, $"{result.Summary}; see the table.");
        }
    }
}

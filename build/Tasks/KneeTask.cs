using Cake.Frosting;
using Refigure.Build.Running;
using Refigure.Running;

namespace Refigure.Build.Tasks;

/// <summary>Looks for the highest load that an engine serves within limits.</summary>
[TaskName("Knee")]
[TaskDescription(
    "Find the highest load within limits: --engine E --slo ttft=500ms,tpot=50ms [--profile P] [--model M]"
)]
public sealed class KneeTask : AsyncFrostingTask<BuildContext>
{
    private readonly KneeDesk _desk;

    /// <summary>With what looks.</summary>
    public KneeTask(KneeDesk desk)
    {
        _desk = desk;
    }

    /// <inheritdoc />
    public override async Task RunAsync(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var summary = new RunSummary([]);
        await UserErrors.AsExitCode2Async(async () => summary = await _desk.FindAsync(context));
        if (!summary.Outcomes.IsEmpty)
        {
            RunReport.Tell(context, summary);
        }
    }
}

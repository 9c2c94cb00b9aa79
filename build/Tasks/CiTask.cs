using Cake.Common.Diagnostics;
using Cake.Core;
using Cake.Frosting;
using Refigure.Build.Running;
using Refigure.Reruns;

namespace Refigure.Build.Tasks;

/// <summary>Reruns smoke experiments and compares them with a baseline.</summary>
[TaskName("Ci")]
[TaskDescription(
    "Rerun smoke experiments and compare with a baseline by interval: --figure 2,13 [--baseline DIR] [--tolerance 0.05]"
)]
public sealed class CiTask : AsyncFrostingTask<BuildContext>
{
    private readonly RerunDesk _reruns;

    /// <summary>With what reruns and compares.</summary>
    public CiTask(RerunDesk reruns)
    {
        _reruns = reruns;
    }

    /// <inheritdoc />
    public override async Task RunAsync(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        RerunReport? report = null;
        await UserErrors.AsExitCode2Async(async () => report = await _reruns.RunAsync(context));
        foreach (var line in report!.Lines)
        {
            context.Information("{0}", line);
        }

        if (report.Failed > 0)
        {
            throw new CakeException(1, $"{report.Failed} runs failed; see above.");
        }

        var slower = report.Compared.Count(c => c is { Decides: true, Verdict: Change.Slower });
        if (slower > 0)
        {
            throw new CakeException(1, $"Slower than the baseline: {slower} of the cases; see the summary.");
        }
    }
}

using Cake.Common.Diagnostics;
using Cake.Core;
using Cake.Frosting;
using Refigure.Build.Running;
using Refigure.Load;
using Refigure.Serving;

namespace Refigure.Build.Tasks;

/// <summary>Puts a load on a server that runs already, and says how it and the client did.</summary>
[TaskName("Load")]
[TaskDescription(
    "Put a load on a running server: --url U --model M --concurrency C | --rate R --requests N | --duration T [--dataset D] [--prompt-tokens P] [--output-tokens T] [--endpoint E] [--out DIR]"
)]
public sealed class LoadTask(LoadDesk desk, Interruption interruption) : AsyncFrostingTask<BuildContext>
{
    private const int Interrupted = 130;

    /// <inheritdoc />
    public override async Task RunAsync(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        LoadOutcome? outcome = null;
        await UserErrors.AsExitCode2Async(async () =>
        {
            var plan = LoadDesk.Plan(context.Options);
            var folder = desk.Folder(context);
            outcome = await desk.RunAsync(
                plan,
                context.Options.Load,
                folder,
                new LineProgress(context),
                interruption.Token
            );
            foreach (var line in LoadTable.Of(outcome))
            {
                context.Information("{0}", line);
            }

            foreach (var remark in outcome.Facts.Remarks)
            {
                context.Warning("{0}", remark);
            }

            context.Information(
                "{0}, {1}, {2} and {3} are in {4}.",
                ServingFiles.Requests,
                ServingFiles.Load,
                ServingFiles.VllmBench,
                ServingFiles.PerPrompt,
                Path.GetRelativePath(Directory.GetCurrentDirectory(), folder)
            );
        });
        Judge(outcome!);
    }

    private static void Judge(LoadOutcome outcome)
    {
        if (outcome.IsInterrupted)
        {
            throw new CakeException(Interrupted, "The load was interrupted: what had ended until then is written.");
        }

        if (!outcome.Requests.Any(r => !r.IsWarmUp && r.Status == RequestStatus.Completed))
        {
            throw new CakeException(
                1,
                outcome.Requests.FirstOrDefault(r => r.Error is not null)?.Error is { } error
                    ? $"No request completed; the first failure: {error}"
                    : "No request completed."
            );
        }

        if (!outcome.Invalid.IsEmpty)
        {
            throw new CakeException(1, $"This run is invalid. {string.Join(' ', outcome.Invalid)}");
        }
    }
}

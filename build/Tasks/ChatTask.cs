using Cake.Core;
using Cake.Frosting;
using Refigure.Build.Running;
using Refigure.Chat.Terminal;

namespace Refigure.Build.Tasks;

/// <summary>Talks with a model, on an engine that it starts or on a server that runs.</summary>
[TaskName("Chat")]
[TaskDescription(
    "Talk with a model: [--engine E] [--model M], or --url U [--model M] [--endpoint E] [--template T] [--context T] [--output-tokens T]"
)]
public sealed class ChatTask(ChatDesk desk) : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc />
    public override async Task RunAsync(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        ChatOutcome? outcome = null;
        await UserErrors.AsExitCode2Async(async () => outcome = await desk.TalkAsync(context));
        // Who types sees what failed; a script must be told.
        if (outcome is { Failures: > 0 } && Console.IsInputRedirected)
        {
            throw new CakeException(
                1,
                outcome.Failures == 1
                    ? "1 question or command failed; see above."
                    : $"{outcome.Failures} questions or commands failed; see above."
            );
        }
    }
}

using Refigure.Nodes.Ssh;

namespace Refigure.Build.Nodes;

/// <summary>
/// Waits for a node that does not answer: silence says nothing about what runs there, so it is neither failed nor done.
/// </summary>
/// <param name="clock">Measures the time between two tries.</param>
/// <param name="say">Hears that it does not answer, and that it does again.</param>
internal sealed class NodePatience(TimeProvider clock, Action<string> say)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>Does something until the node answers.</summary>
    /// <exception cref="UserErrorException">It answers with a refusal.</exception>
    public async Task<T> DoAsync<T>(Func<Task<T>> action, CancellationToken cancellation)
    {
        var wait = TimeSpan.FromSeconds(0.5);
        for (var tries = 1; ; tries++)
        {
            try
            {
                var result = await action();
                if (tries > 1)
                {
                    say("it answers again.");
                }

                return result;
            }
            catch (NodeUnreachableException e)
            {
                if (tries == 1)
                {
                    say($"{e.Message.TrimEnd('.')}; what runs there goes on, and it is asked again.");
                }

                await Task.Delay(wait, clock, cancellation);
                wait = wait * 2 < Longest ? wait * 2 : Longest;
            }
        }
    }

    /// <summary>Does something that has no result.</summary>
    public Task DoAsync(Func<Task> action, CancellationToken cancellation) =>
        DoAsync(
            async () =>
            {
                await action();
                return true;
            },
            cancellation
        );
}

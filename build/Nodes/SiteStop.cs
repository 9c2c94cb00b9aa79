using Refigure.Nodes.Slurm;
using Refigure.Nodes.Ssh;

namespace Refigure.Build.Nodes;

/// <summary>Cancels a site's jobs.</summary>
/// <param name="clock">Measures the time between two looks.</param>
/// <param name="say">Hears a line.</param>
internal sealed class SiteStop(TimeProvider clock, Action<string> say)
{
    /// <summary>Cancels them, and waits until they are gone; what they have finished stays there.</summary>
    /// <exception cref="UserErrorException">The site cannot be reached.</exception>
    public async Task RunAsync(RemoteWork work, CancellationToken cancellation)
    {
        await using var site = new SlurmNode(work.Node.Name, work.Node.Ssh!, clock);
        try
        {
            if (!await site.StopAsync(work.Job, cancellation))
            {
                say("nothing of this runs there.");
                return;
            }

            while (IsThere(await site.LookAsync(work.Job, asks: true, all: false, [], [], cancellation)))
            {
                await Task.Delay(TimeSpan.FromSeconds(1), clock, cancellation);
            }
        }
        catch (NodeUnreachableException e)
        {
            throw new UserErrorException(e.Message, e);
        }

        say("what ran there was ended; its finished runs are brought by the next call.");
    }

    private static bool IsThere(SlurmLook look) =>
        !look.QueueAnswered
        || look.Jobs.SelectMany(j => j.Tasks).Any(t => t.State is { } state && !SlurmStates.IsOver(state));
}

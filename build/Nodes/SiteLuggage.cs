using System.Globalization;
using Refigure.Nodes.Slurm;
using Refigure.Nodes.Ssh;

namespace Refigure.Build.Nodes;

/// <summary>Sends to a site what its jobs need: the host, and what it reads of the checkout.</summary>
/// <param name="kit">What travels.</param>
/// <param name="work">What the node has to do.</param>
/// <param name="clock">This machine's clock.</param>
/// <param name="say">Hears a line.</param>
internal sealed class SiteLuggage(NodeKit kit, RemoteWork work, TimeProvider clock, Action<string> say)
{
    private static readonly TimeSpan MuchAhead = TimeSpan.FromSeconds(2);

    /// <summary>Sends what is not there.</summary>
    /// <returns>The node's folder, absolute, and the digest of the checkout.</returns>
    /// <exception cref="UserErrorException">The site cannot be used or reached.</exception>
    public async Task<(string Folder, string Checkout)> SendAsync(SlurmNode site, CancellationToken cancellation)
    {
        await using var login = new SshNode(work.Node.Name, work.Node.Ssh!, clock);
        var checkout = kit.Checkout();
        try
        {
            await site.CheckAsync(cancellation);
            var node = await login.ProbeAsync(kit.HostName, checkout.Name, data: null, cancellation);
            if (node.ClockAhead is { } ahead && ahead.Duration() > MuchAhead)
            {
                say(string.Create(CultureInfo.InvariantCulture, $"its clock is {ahead.TotalSeconds:+0.0;-0.0} s off."));
            }

            if (!node.HasHost)
            {
                await SendAsync("hosts", await kit.HostAsync(node.Runtime, say, cancellation));
            }

            if (!node.HasCheckout)
            {
                await SendAsync("checkouts", checkout);
            }

            return (node.Folder, checkout.Name);
        }
        catch (NodeUnreachableException e)
        {
            throw new UserErrorException(e.Message, e);
        }

        async Task SendAsync(string kind, PackedFolder packed)
        {
            await using var archive = File.OpenRead(packed.File);
            await login.SendAsync(kind, packed.Name, packed.Sha256, archive, cancellation);
        }
    }
}

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
    /// <summary>Sends what is not there.</summary>
    /// <param name="site">The site.</param>
    /// <param name="datasets">The data sets of its runs, as experiments name them.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The node's folder, absolute, and the digests of the checkout, and of data sets if there are any.</returns>
    /// <exception cref="UserErrorException">The site cannot be used or reached.</exception>
    public async Task<(string Folder, string Checkout, string? Data)> SendAsync(
        SlurmNode site,
        IEnumerable<string> datasets,
        CancellationToken cancellation
    )
    {
        var data = kit.Data(datasets);
        await using var login = new SshNode(work.Node.Name, work.Node.Ssh!, clock);
        var checkout = kit.Checkout();
        try
        {
            await site.CheckAsync(cancellation);
            var node = await login.ProbeAsync(kit.HostName, checkout.Name, data?.Name, cancellation);
            if (node.ClockAhead is { } ahead && ClockSkew.IsMuch(ahead))
            {
                say($"its clock is {ClockSkew.Words(ahead)}.");
            }

            await new Luggage(kit, login, new NodePatience(clock, say), say).SendAsync(
                node,
                checkout,
                data,
                cancellation
            );
            return (node.Folder, checkout.Name, data?.Name);
        }
        catch (NodeUnreachableException e)
        {
            throw new UserErrorException(e.Message, e);
        }
    }
}

using Refigure.Nodes.Ssh;

namespace Refigure.Build.Nodes;

/// <summary>Sends a node what it lacks of what a job needs.</summary>
/// <param name="kit">What travels.</param>
/// <param name="ssh">The node.</param>
/// <param name="patience">Waits for a node that does not answer.</param>
/// <param name="say">Hears a line.</param>
internal sealed class Luggage(NodeKit kit, SshNode ssh, NodePatience patience, Action<string> say)
{
    /// <summary>Sends it.</summary>
    /// <param name="node">What the node has.</param>
    /// <param name="checkout">The checkout.</param>
    /// <param name="data">Data sets; null for none.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="UserErrorException">The host cannot be made here, or nothing can be stored there.</exception>
    public async Task SendAsync(
        NodeAnswer node,
        PackedFolder checkout,
        PackedFolder? data,
        CancellationToken cancellation
    )
    {
        if (!node.HasHost)
        {
            await SendAsync("hosts", await kit.HostAsync(node.Runtime, say, cancellation), cancellation);
        }

        if (!node.HasCheckout)
        {
            await SendAsync("checkouts", checkout, cancellation);
        }

        if (data is not null && !node.HasData)
        {
            await SendAsync("data", data, cancellation);
        }
    }

    private Task SendAsync(string kind, PackedFolder packed, CancellationToken cancellation) =>
        patience.DoAsync(
            async () =>
            {
                await using var archive = File.OpenRead(packed.File);
                await ssh.SendAsync(kind, packed.Name, packed.Sha256, archive, cancellation);
            },
            cancellation
        );
}

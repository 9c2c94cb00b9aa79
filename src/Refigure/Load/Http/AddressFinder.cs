using System.Net;
using System.Net.Sockets;

namespace Refigure.Load.Http;

/// <summary>Which of a name's addresses the server listens on.</summary>
internal static class AddressFinder
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>The first address that takes a connection; the first of all if none does, so that each request says so.</summary>
    /// <exception cref="UserErrorException">The name is not known.</exception>
    public static async Task<IPEndPoint> FindAsync(Uri url, CancellationToken cancellation)
    {
        IPAddress[] addresses;
        try
        {
            addresses = await Dns.GetHostAddressesAsync(url.DnsSafeHost, cancellation);
        }
        catch (SocketException e)
        {
            throw new UserErrorException($"--url {url}: the host {url.DnsSafeHost} is not known: {e.Message}", e);
        }

        foreach (var address in addresses)
        {
            if (await TakesConnectionsAsync(new IPEndPoint(address, url.Port), cancellation))
            {
                return new IPEndPoint(address, url.Port);
            }
        }

        return addresses.Length > 0
            ? new IPEndPoint(addresses[0], url.Port)
            : throw new UserErrorException($"--url {url}: the host {url.DnsSafeHost} has no address.");
    }

    private static async Task<bool> TakesConnectionsAsync(IPEndPoint address, CancellationToken cancellation)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            await socket.ConnectAsync(address, limit.Token);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }
}

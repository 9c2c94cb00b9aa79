using System.Net;
using System.Net.Sockets;

namespace Refigure.Running;

/// <summary>Finds ports.</summary>
internal static class FreePort
{
    /// <summary>
    /// A port of the loopback address that nobody has now. Somebody may take it before the engine does; the engine then says
    /// so, and is given another.
    /// </summary>
    public static int Find()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}

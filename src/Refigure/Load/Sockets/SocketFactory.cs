using System.Net;

namespace Refigure.Load.Sockets;

/// <summary>The quickest sockets that the system has.</summary>
internal static class SocketFactory
{
    private static bool IsLinux => OperatingSystem.IsLinux() && Environment.Is64BitProcess;

    public static ISocketPoller Poller() => IsLinux ? new EpollPoller() : new SelectPoller();

    public static IStreamSocket Socket(IPEndPoint address) =>
        IsLinux ? new LinuxSocket(address) : new PortableSocket(address);
}

using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Refigure.Load.Sockets;

/// <summary>Errors of sockets as the ends of sentences whose subject is the server or the connection.</summary>
internal static class SocketFailure
{
    /// <summary>Of Linux's number.</summary>
    public static string Of(int number) =>
        number switch
        {
            111 => "refused the connection",
            104 or 32 => "reset the connection",
            110 => "did not answer the attempt to connect",
            113 or 101 => "cannot be reached",
            24 or 23 => "could not be connected to: no more files may be open (raise ulimit -n)",
            99 => "could not be connected to: no local port is free",
            _ => $"could not be talked to: {Marshal.GetPInvokeErrorMessage(number)}",
        };

    /// <summary>Of .NET's.</summary>
    public static string Of(SocketError error) =>
        error switch
        {
            SocketError.ConnectionRefused => "refused the connection",
            SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown =>
                "reset the connection",
            SocketError.TimedOut => "did not answer the attempt to connect",
            SocketError.HostUnreachable or SocketError.NetworkUnreachable => "cannot be reached",
            SocketError.TooManyOpenSockets => "could not be connected to: no more files may be open",
            SocketError.AddressNotAvailable => "could not be connected to: no local port is free",
            _ => $"could not be talked to: {new SocketException((int)error).Message}",
        };
}

using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Refigure.Load.Sockets;

/// <summary>A TCP connection by .NET's socket, where there is no Linux.</summary>
internal sealed class PortableSocket : IStreamSocket
{
    private readonly IPEndPoint _address;
    private bool _begun;

    public PortableSocket(IPEndPoint address)
    {
        _address = address;
        Socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp)
        {
            Blocking = false,
            NoDelay = true,
        };
    }

    public Socket Socket { get; }

    public nint Handle => Socket.Handle;

    public string? Error { get; private set; }

    public bool HasUnsent => false;

    public bool KeepsReceived => false;

    public SocketStep Connect()
    {
        if (_begun)
        {
            var error = (SocketError)(int)Socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error)!;
            return error == SocketError.Success ? SocketStep.Done : Failed(error);
        }

        _begun = true;
        try
        {
            Socket.Connect(_address);
            return SocketStep.Done;
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
        {
            return SocketStep.WaitToWrite;
        }
        catch (SocketException e)
        {
            return Failed(e.SocketErrorCode);
        }
    }

    public int Send(ReadOnlySpan<byte> bytes)
    {
        var sent = Socket.Send(bytes, SocketFlags.None, out var error);
        return error == SocketError.Success ? sent : Problem(error);
    }

    public int Receive(Span<byte> buffer, out ReadTime time)
    {
        var received = Socket.Receive(buffer, SocketFlags.None, out var error);
        time = ReadTime.Of(Stopwatch.GetTimestamp());
        return error == SocketError.Success ? received : Problem(error);
    }

    public void Dispose() => Socket.Dispose();

    private SocketStep Failed(SocketError error)
    {
        Error = SocketFailure.Of(error);
        return SocketStep.Failed;
    }

    private int Problem(SocketError error)
    {
        if (error is SocketError.WouldBlock or SocketError.TryAgain or SocketError.Interrupted)
        {
            return IStreamSocket.WouldBlock;
        }

        Error = SocketFailure.Of(error);
        return IStreamSocket.Broken;
    }
}

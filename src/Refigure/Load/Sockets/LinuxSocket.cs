using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Refigure.Load.Sockets;

/// <summary>A TCP connection by the C library's own calls.</summary>
internal sealed unsafe class LinuxSocket : IStreamSocket
{
    private readonly SocketAddress _address;
    private readonly int _family;
    private int _file = -1;

    public LinuxSocket(IPEndPoint address)
    {
        _address = address.Serialize();
        _family =
            address.AddressFamily == AddressFamily.InterNetworkV6 ? SocketCalls.Inet6Family : SocketCalls.InetFamily;
        _file = SocketCalls.Open(_family, SocketCalls.Stream, SocketCalls.TcpLevel);
        if (_file < 0)
        {
            Error = SocketFailure.Of(Marshal.GetLastPInvokeError());
            return;
        }

        var on = 1;
        _ = SocketCalls.SetOption(_file, SocketCalls.TcpLevel, SocketCalls.NoDelay, &on, sizeof(int));
    }

    public nint Handle => _file;

    public string? Error { get; private set; }

    public bool HasUnsent => false;

    public bool KeepsReceived => false;

    private bool _begun;

    public SocketStep Connect()
    {
        if (Error is not null)
        {
            return SocketStep.Failed;
        }

        if (_begun)
        {
            return Finish();
        }

        _begun = true;
        fixed (byte* address = _address.Buffer.Span)
        {
            if (SocketCalls.Connect(_file, address, _address.Size) == 0)
            {
                return SocketStep.Done;
            }
        }

        var error = Marshal.GetLastPInvokeError();
        if (error is SocketCalls.InProgress or SocketCalls.Interrupted)
        {
            // Within a machine it is connected by now as a rule, which saves the way over the poll.
            var look = (uint)_file | ((ulong)SocketCalls.Writable << 32);
            return SocketCalls.Look(&look, 1, 0) == 1 ? Finish() : SocketStep.WaitToWrite;
        }

        Error = SocketFailure.Of(error);
        return SocketStep.Failed;
    }

    public int Send(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            var sent = SocketCalls.Send(_file, start, bytes.Length, SocketCalls.NoSignal);
            return sent >= 0 ? (int)sent : Failed();
        }
    }

    public int Receive(Span<byte> buffer, out long ticks)
    {
        fixed (byte* start = buffer)
        {
            var received = SocketCalls.Receive(_file, start, buffer.Length, 0);
            ticks = Stopwatch.GetTimestamp();
            return received >= 0 ? (int)received : Failed();
        }
    }

    public void Dispose()
    {
        if (_file >= 0)
        {
            _ = SocketCalls.Close(_file);
            _file = -1;
        }
    }

    // Called once the socket can be written: that is how a connection that was begun says how it ended.
    private SocketStep Finish()
    {
        int error;
        var length = sizeof(int);
        if (SocketCalls.GetOption(_file, SocketCalls.SocketLevel, SocketCalls.SocketError, &error, &length) != 0)
        {
            error = Marshal.GetLastPInvokeError();
        }

        if (error == 0)
        {
            return SocketStep.Done;
        }

        Error = SocketFailure.Of(error);
        return SocketStep.Failed;
    }

    private int Failed()
    {
        var error = Marshal.GetLastPInvokeError();
        if (error is SocketCalls.TryAgain or SocketCalls.Interrupted)
        {
            return IStreamSocket.WouldBlock;
        }

        Error = SocketFailure.Of(error);
        return IStreamSocket.Broken;
    }
}

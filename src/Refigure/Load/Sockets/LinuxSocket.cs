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
    private long _touched = Stopwatch.GetTimestamp();

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
        // Where the system does not stamp what arrives, it is known only when it was read.
        _ = SocketCalls.SetOption(_file, SocketCalls.SocketLevel, SocketCalls.Stamps, &on, sizeof(int));
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
        _touched = Stopwatch.GetTimestamp();
        fixed (byte* start = bytes)
        {
            var sent = SocketCalls.Send(_file, start, bytes.Length, SocketCalls.NoSignal);
            return sent >= 0 ? (int)sent : Failed();
        }
    }

    public int Receive(Span<byte> buffer, out ReadTime time)
    {
        fixed (byte* start = buffer)
        {
            // struct msghdr, its one iovec, and room for the stamp: a cmsghdr and a timespec.
            var message = stackalloc nint[7];
            var part = stackalloc nint[2];
            var stamp = stackalloc long[8];
            (part[0], part[1]) = ((nint)start, buffer.Length);
            (message[0], message[1], message[2], message[3]) = (0, 0, (nint)part, 1);
            (message[4], message[5], message[6]) = ((nint)stamp, 8 * sizeof(long), 0);
            var received = SocketCalls.Receive(_file, message, 0);
            var now = Stopwatch.GetTimestamp();
            time = received > 0 && message[5] >= 4 * sizeof(long) ? Stamped(stamp, now) : ReadTime.Of(now);
            _touched = now;
            return received >= 0 ? (int)received : Failed();
        }
    }

    // What arrived did so since this socket was last read or written, whatever became of the day's clock in between.
    private ReadTime Stamped(long* stamp, long now) =>
        stamp[1] == SocketCalls.StampIs
            ? new ReadTime(
                now,
                Math.Clamp(SystemTime.Ticks(stamp[2], stamp[3], now), Math.Min(_touched, now), now),
                IsKnown: true
            )
            : ReadTime.Of(now);

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

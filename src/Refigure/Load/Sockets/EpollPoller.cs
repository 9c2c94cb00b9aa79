using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Refigure.Load.Sockets;

/// <summary>Waits with epoll; until a time with a timer of nanoseconds among the sockets, since epoll counts milliseconds.</summary>
internal sealed unsafe class EpollPoller : ISocketPoller
{
    private const int TimerId = -1;

    // The kernel packs the structure on x86-64 alone.
    private static readonly int DataAt = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;
    private static readonly int Stride = DataAt + 8;

    private readonly int _poll;
    private readonly int _timer;
    private byte[] _events = [];
    private long _armed;

    public EpollPoller()
    {
        _poll = SocketCalls.CreatePoll(SocketCalls.CloseOnExec);
        _timer = SocketCalls.CreateTimer(SocketCalls.MonotonicClock, SocketCalls.Stream & ~1);
        if (_poll < 0 || _timer < 0)
        {
            throw new IOException(
                $"The system gives no poll: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}."
            );
        }

        Control(SocketCalls.Add, _timer, SocketCalls.Readable, TimerId);
    }

    public void Add(IStreamSocket socket, int id, bool write) =>
        Control(SocketCalls.Add, (int)socket.Handle, Interest(write), id);

    public void Change(IStreamSocket socket, int id, bool write) =>
        Control(SocketCalls.Modify, (int)socket.Handle, Interest(write), id);

    public void Pause(int microseconds)
    {
        var time = stackalloc long[2];
        (time[0], time[1]) = (0, microseconds * 1000L);
        _ = SocketCalls.Sleep(time, null);
    }

    public void Remove(IStreamSocket socket, int id) => Control(SocketCalls.Delete, (int)socket.Handle, 0, id);

    public int Wait(long until, Span<int> ready)
    {
        // One more than asked for: the timer is among them.
        var bytes = (ready.Length + 1) * Stride;
        if (_events.Length < bytes)
        {
            _events = new byte[bytes];
        }

        var blocks = until > Stopwatch.GetTimestamp();
        if (blocks && until != _armed)
        {
            Arm(until);
        }

        int count;
        fixed (byte* events = _events)
        {
            count = SocketCalls.WaitPoll(_poll, events, ready.Length, blocks ? -1 : 0);
        }

        if (count < 0)
        {
            var error = Marshal.GetLastPInvokeError();
            return error == SocketCalls.Interrupted
                ? 0
                : throw new IOException($"Waiting for sockets failed: {Marshal.GetPInvokeErrorMessage(error)}.");
        }

        var found = 0;
        for (var i = 0; i < count; i++)
        {
            var id = BinaryPrimitives.ReadInt32LittleEndian(_events.AsSpan((i * Stride) + DataAt));
            if (id == TimerId)
            {
                // Stays readable until it is set anew, which is before the next wait.
                _armed = 0;
            }
            else
            {
                var events = BinaryPrimitives.ReadUInt32LittleEndian(_events.AsSpan(i * Stride));
                ready[found++] = (events & SocketCalls.Ending) != 0 ? ~id : id;
            }
        }

        return found;
    }

    public void Dispose()
    {
        _ = SocketCalls.Close(_timer);
        _ = SocketCalls.Close(_poll);
    }

    // Told of changes only: a socket that was read to its end is not asked again until something arrives, which halves the work.
    private static uint Interest(bool write) =>
        SocketCalls.OnChange | SocketCalls.Readable | SocketCalls.Ending | (write ? SocketCalls.Writable : 0);

    // Ticks of the stopwatch are nanoseconds of this clock on Linux.
    private void Arm(long until)
    {
        const long Second = 1_000_000_000;
        var value = stackalloc long[4];
        (value[0], value[1], value[2], value[3]) = (0, 0, until / Second, until % Second);
        _ = SocketCalls.SetTimer(_timer, SocketCalls.AbsoluteTime, value, null);
        _armed = until;
    }

    private void Control(int operation, int file, uint interest, int id)
    {
        Span<byte> change = stackalloc byte[16];
        change.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(change, interest);
        BinaryPrimitives.WriteInt32LittleEndian(change[DataAt..], id);
        fixed (byte* start = change)
        {
            if (SocketCalls.ControlPoll(_poll, operation, file, start) != 0 && operation != SocketCalls.Delete)
            {
                throw new IOException(
                    $"A socket cannot be watched: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}."
                );
            }
        }
    }
}

using System.Diagnostics;
using Refigure.Load.Measuring;
using Refigure.Load.Sockets;

namespace Refigure.Load.Streams;

/// <summary>Many streams on one thread: connections that are used again, and the exchanges on them.</summary>
internal sealed class StreamHub : IDisposable
{
    private readonly Func<IStreamSocket> _open;
    private readonly ISocketPoller _poller;
    private readonly StreamLimits _limits;
    private readonly Action<Exchange> _ended;
    private readonly List<Connection?> _connections = [];
    private readonly Stack<int> _free = new();
    private readonly Stack<Connection> _idle = new();
    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly int[] _ready = new int[256];
    private readonly ReadPace _pace = new();

    // When no socket had anything that was not read.
    private long _clearAt = Stopwatch.GetTimestamp();
    private long _nextClear;
    private bool _isClear;

    /// <param name="open">Makes a socket for the server.</param>
    /// <param name="poller">Waits for them.</param>
    /// <param name="limits">How long a server may take.</param>
    /// <param name="ended">Is told of each exchange that ended.</param>
    public StreamHub(Func<IStreamSocket> open, ISocketPoller poller, StreamLimits limits, Action<Exchange> ended)
    {
        _open = open;
        _poller = poller;
        _limits = limits;
        _ended = ended;
    }

    /// <summary>Exchanges under way.</summary>
    public int Active { get; private set; }

    /// <summary>Bytes that arrived.</summary>
    public long Bytes { get; private set; }

    /// <summary>Events of exchanges that ended.</summary>
    public long Events { get; private set; }

    /// <summary>How well it is known when the tokens of measured exchanges arrived.</summary>
    public ArrivalErrors Errors { get; } = new();

    /// <summary>Connections that were made.</summary>
    public int Connected { get; private set; }

    /// <summary>Takes up an exchange: on an idle connection, else on a new one.</summary>
    public void Begin(Exchange exchange)
    {
        Active++;
        exchange.Begun = Stopwatch.GetTimestamp();
        while (_idle.TryPop(out var idle))
        {
            if (_connections[idle.Id] == idle)
            {
                idle.Exchange = exchange;
                idle.LastTicks = exchange.Begun;
                Send(idle);
                return;
            }
        }

        Connect(exchange);
    }

    /// <summary>Waits until something can be done or the time has come, and does it.</summary>
    /// <param name="until">In ticks; what is past means not to wait.</param>
    public void Poll(long until)
    {
        var now = Stopwatch.GetTimestamp();
        var pause = _pace.Pause(now);
        if (pause > 0 && until > now + pause)
        {
            _poller.Pause((int)(pause * 1_000_000 / Stopwatch.Frequency));
        }

        if (_isClear)
        {
            _clearAt = _nextClear;
        }

        var count = _poller.Wait(until, _ready);
        // All that has anything was told, unless there was no room for it.
        (_isClear, _nextClear) = (count < _ready.Length, Stopwatch.GetTimestamp());
        for (var i = 0; i < count; i++)
        {
            var isEnding = _ready[i] < 0;
            if (_connections[isEnding ? ~_ready[i] : _ready[i]] is { } connection)
            {
                connection.IsEnding |= isEnding;
                Continue(connection);
            }
        }
    }

    /// <summary>Ends what takes too long.</summary>
    public void Sweep(long now)
    {
        for (var i = 0; i < _connections.Count; i++)
        {
            if (_connections[i] is not { Exchange: { } exchange } connection)
            {
                continue;
            }

            if (exchange.DoneAt != 0)
            {
                if (IsOver(exchange.DoneAt, now, _limits.AfterDone))
                {
                    exchange.FinishWithoutEnd(now);
                    End(connection);
                }
            }
            else if (TooSlow(connection, exchange, now) is { } error)
            {
                exchange.Fail(now, error);
                End(connection);
            }
            else if (connection.Socket.KeepsReceived)
            {
                // What decrypts may have gone on elsewhere, of which the system tells nothing.
                Continue(connection);
            }
        }
    }

    /// <summary>Breaks off all that is under way.</summary>
    public void Cut(long now)
    {
        for (var i = 0; i < _connections.Count; i++)
        {
            if (_connections[i] is { Exchange: { } exchange } connection)
            {
                exchange.Cut(now);
                End(connection);
            }
        }
    }

    public void Dispose()
    {
        foreach (var connection in _connections)
        {
            connection?.Socket.Dispose();
        }

        _poller.Dispose();
    }

    private static bool IsOver(long since, long now, TimeSpan limit) => Stopwatch.GetElapsedTime(since, now) > limit;

    private string? TooSlow(Connection connection, Exchange exchange, long now) =>
        connection.State == ConnectionState.Connecting && IsOver(exchange.Begun, now, _limits.Connect)
            ? $"The server did not answer the attempt to connect within {_limits.Connect.TotalSeconds:0.###} s."
        : IsOver(connection.LastTicks, now, _limits.Silence)
            ? $"The server sent nothing for {_limits.Silence.TotalSeconds:0.###} s."
        : IsOver(exchange.Begun, now, _limits.Whole)
            ? $"The server did not end its answer within {_limits.Whole.TotalSeconds:0.###} s."
        : null;

    private void Connect(Exchange exchange)
    {
        Connected++;
        var id = _free.TryPop(out var free) ? free : _connections.Count;
        if (id == _connections.Count)
        {
            _connections.Add(null);
        }

        var connection = new Connection(id, _open()) { Exchange = exchange, LastTicks = exchange.Begun };
        _connections[id] = connection;
        Connect(connection);
    }

    private void Connect(Connection connection)
    {
        var step = connection.Socket.Connect();
        switch (step)
        {
            case SocketStep.Failed:
                connection.Exchange!.Fail(Stopwatch.GetTimestamp(), $"The server {connection.Socket.Error}.");
                End(connection);
                break;
            case SocketStep.Done:
                Send(connection);
                break;
            default:
                Watch(connection, write: step == SocketStep.WaitToWrite);
                break;
        }
    }

    private void Continue(Connection connection)
    {
        if (connection.State == ConnectionState.Connecting)
        {
            Connect(connection);
            return;
        }

        if (connection.State == ConnectionState.Sending || connection.Socket.HasUnsent)
        {
            Send(connection);
        }

        if (_connections[connection.Id] == connection)
        {
            Receive(connection);
        }
    }

    private void Send(Connection connection)
    {
        var exchange = connection.Exchange;
        if (connection.State != ConnectionState.Sending)
        {
            connection.State = ConnectionState.Sending;
            connection.SentBytes = 0;
            exchange!.Sent = Stopwatch.GetTimestamp();
        }

        var request = exchange!.Request.Bytes;
        while (connection.SentBytes < request.Length)
        {
            var count = connection.Socket.Send(request.AsSpan(connection.SentBytes));
            if (count == IStreamSocket.WouldBlock)
            {
                Watch(connection, write: true);
                return;
            }

            if (count == IStreamSocket.Broken)
            {
                Lose(connection, Stopwatch.GetTimestamp(), connection.Socket.Error);
                return;
            }

            connection.SentBytes += count;
        }

        connection.State = ConnectionState.Receiving;
        Watch(connection, write: connection.Socket.HasUnsent);
    }

    private void Receive(Connection connection)
    {
        int count;
        do
        {
            count = connection.Socket.Receive(_buffer, out var time);
            if (count == IStreamSocket.WouldBlock)
            {
                return;
            }

            if (count <= 0)
            {
                Lose(connection, time.Taken, count == 0 ? null : connection.Socket.Error);
                return;
            }

            Bytes += count;
            var before = Math.Max(_clearAt, connection.LastTicks);
            connection.LastTicks = time.Taken;
            if (connection.Exchange is not { } exchange)
            {
                // Nobody asked.
                Close(connection);
                return;
            }

            var (events, tokens) = (exchange.Events, exchange.Arrivals.Count);
            var hasEnded = exchange.Receive(_buffer.AsSpan(0, count), time.Arrived);
            Judge(exchange, exchange.Events - events, exchange.Arrivals.Count - tokens, time, before);
            if (hasEnded)
            {
                End(connection);
                return;
            }
            // Less than there was room for is all that there is, unless the end stands behind it.
        } while (count == _buffer.Length || connection.IsEnding || connection.Socket.KeepsReceived);
    }

    // Several events of one read have the time of the last: the others may have come any time since nothing was there.
    private void Judge(Exchange exchange, int events, int tokens, ReadTime time, long before)
    {
        var exact = time.IsKnown && tokens > 0 && tokens == events ? 1 : 0;
        var error = Math.Max(time.Arrived - before, 0);
        _pace.Count(tokens);
        if (!exchange.IsWarmUp && tokens > 0)
        {
            Errors.Add(exact, 0);
            Errors.Add(tokens - exact, error);
        }
    }

    private void Lose(Connection connection, long ticks, string? why)
    {
        if (connection.Exchange is not { } exchange)
        {
            Close(connection);
            return;
        }

        // The server may close an idle connection at the very moment at which it is used again.
        if (connection.IsReused && !exchange.HasAnswer && !exchange.IsRetried)
        {
            connection.Exchange = null;
            Close(connection);
            exchange.IsRetried = true;
            Connect(exchange);
            return;
        }

        exchange.Close(ticks, why);
        End(connection);
    }

    private void End(Connection connection)
    {
        var exchange = connection.Exchange!;
        connection.Exchange = null;
        Active--;
        Events += exchange.Events;
        if (exchange.KeepsConnection && !connection.IsEnding && connection.State == ConnectionState.Receiving)
        {
            (connection.State, connection.IsReused) = (ConnectionState.Idle, true);
            _idle.Push(connection);
        }
        else
        {
            Close(connection);
        }

        _ended(exchange);
    }

    private void Close(Connection connection)
    {
        if (connection.IsWatched)
        {
            _poller.Remove(connection.Socket, connection.Id);
        }

        connection.Socket.Dispose();
        _connections[connection.Id] = null;
        _free.Push(connection.Id);
    }

    private void Watch(Connection connection, bool write)
    {
        if (!connection.IsWatched)
        {
            _poller.Add(connection.Socket, connection.Id, write);
        }
        else if (connection.WatchesWrite != write)
        {
            _poller.Change(connection.Socket, connection.Id, write);
        }

        (connection.IsWatched, connection.WatchesWrite) = (true, write);
    }
}

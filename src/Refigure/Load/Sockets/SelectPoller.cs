using System.Diagnostics;
using System.Net.Sockets;

namespace Refigure.Load.Sockets;

/// <summary>Waits with <see cref="Socket.Select(System.Collections.IList, System.Collections.IList, System.Collections.IList, int)"/>, where there is no epoll.</summary>
internal sealed class SelectPoller : ISocketPoller
{
    private readonly Dictionary<Socket, (int Id, bool Write)> _watched = [];

    public void Add(IStreamSocket socket, int id, bool write) => _watched[Plain(socket)] = (id, write);

    public void Change(IStreamSocket socket, int id, bool write) => _watched[Plain(socket)] = (id, write);

    // The shortest wait that systems without Linux promise is too long.
    public void Pause(int microseconds) { }

    public void Remove(IStreamSocket socket, int id) => _watched.Remove(Plain(socket));

    public int Wait(long until, Span<int> ready)
    {
        var wait = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), until);
        wait = wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
        if (_watched.Count == 0)
        {
            using var nothing = new ManualResetEventSlim();
            nothing.Wait(wait);
            return 0;
        }

        List<Socket> readable = [.. _watched.Keys];
        List<Socket> writable = [.. _watched.Where(w => w.Value.Write).Select(w => w.Key)];
        List<Socket> broken = [.. writable];
        Socket.Select(readable, writable, broken, wait);
        var count = 0;
        foreach (var socket in readable.Concat(writable).Concat(broken).Distinct())
        {
            if (count == ready.Length)
            {
                break;
            }

            ready[count++] = _watched[socket].Id;
        }

        return count;
    }

    public void Dispose() => _watched.Clear();

    private static Socket Plain(IStreamSocket socket) =>
        socket switch
        {
            PortableSocket portable => portable.Socket,
            TlsSocket tls => Plain(tls.Inner),
            _ => throw new ArgumentException("Only .NET's own sockets can be waited for here.", nameof(socket)),
        };
}

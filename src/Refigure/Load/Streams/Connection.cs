using Refigure.Load.Sockets;

namespace Refigure.Load.Streams;

/// <summary>A connection and the exchange on it.</summary>
internal sealed class Connection(int id, IStreamSocket socket)
{
    public int Id => id;

    public IStreamSocket Socket => socket;

    public Exchange? Exchange { get; set; }

    public ConnectionState State { get; set; }

    /// <summary>Whether an exchange ended well on it before.</summary>
    public bool IsReused { get; set; }

    /// <summary>Bytes of the request that were sent.</summary>
    public int SentBytes { get; set; }

    /// <summary>When anything happened last, in ticks.</summary>
    public long LastTicks { get; set; }

    /// <summary>Whether the other side has ended: what it sent before is still to be read.</summary>
    public bool IsEnding { get; set; }

    public bool IsWatched { get; set; }

    public bool WatchesWrite { get; set; }
}

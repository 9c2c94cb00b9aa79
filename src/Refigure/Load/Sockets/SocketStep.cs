namespace Refigure.Load.Sockets;

/// <summary>How far a socket is with connecting.</summary>
internal enum SocketStep
{
    /// <summary>Connected: bytes can be sent.</summary>
    Done,

    /// <summary>Goes on when the socket can be read.</summary>
    WaitToRead,

    /// <summary>Goes on when the socket can be written.</summary>
    WaitToWrite,

    /// <summary>It failed; the socket says why.</summary>
    Failed,
}

namespace Refigure.Load.Sockets;

/// <summary>A connection that never blocks. Of one thread.</summary>
internal interface IStreamSocket : IDisposable
{
    /// <summary>What <see cref="Send"/> and <see cref="Receive"/> say when there is nothing to do now.</summary>
    const int WouldBlock = -1;

    /// <summary>What they say when the connection is broken; <see cref="Error"/> says why.</summary>
    const int Broken = -2;

    /// <summary>The socket as the system counts it.</summary>
    nint Handle { get; }

    /// <summary>Why it failed, the end of a sentence such as <c>refused the connection</c>; null if it did not.</summary>
    string? Error { get; }

    /// <summary>Whether bytes that were sent still wait here until the socket can be written.</summary>
    bool HasUnsent { get; }

    /// <summary>Whether there may be more to receive although the system sees nothing: asked again until it would block.</summary>
    bool KeepsReceived { get; }

    /// <summary>Begins or goes on to connect.</summary>
    SocketStep Connect();

    /// <summary>Hands bytes to the system: how many, <see cref="WouldBlock"/> or <see cref="Broken"/>.</summary>
    int Send(ReadOnlySpan<byte> bytes);

    /// <summary>Takes what arrived: how many bytes, 0 at the end, <see cref="WouldBlock"/> or <see cref="Broken"/>.</summary>
    /// <param name="buffer">Where they go.</param>
    /// <param name="time">When.</param>
    int Receive(Span<byte> buffer, out ReadTime time);
}

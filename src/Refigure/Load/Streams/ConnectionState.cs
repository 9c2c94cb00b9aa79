namespace Refigure.Load.Streams;

/// <summary>What a connection does.</summary>
internal enum ConnectionState
{
    /// <summary>Is being made.</summary>
    Connecting,

    /// <summary>Sends a request.</summary>
    Sending,

    /// <summary>Receives the answer.</summary>
    Receiving,

    /// <summary>Waits for the next request.</summary>
    Idle,
}

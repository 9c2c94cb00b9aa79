namespace Refigure.Load.Sockets;

/// <summary>Waits for many sockets at once. Of one thread.</summary>
internal interface ISocketPoller : IDisposable
{
    /// <summary>Watches a socket for bytes, and for room to write if wanted.</summary>
    void Add(IStreamSocket socket, int id, bool write);

    /// <summary>Changes whether it is watched for room to write.</summary>
    void Change(IStreamSocket socket, int id, bool write);

    /// <summary>Waits for a moment without looking at any socket.</summary>
    void Pause(int microseconds);

    /// <summary>Watches it no longer.</summary>
    void Remove(IStreamSocket socket, int id);

    /// <summary>
    /// Waits until a socket is ready or the time has come, whichever is first; not at all for a time that is past.
    /// </summary>
    /// <param name="until">In ticks of the stopwatch.</param>
    /// <param name="ready">
    /// Takes the ids; the complement of an id (<c>~id</c>) where the other side has ended, so that it must be read to its end. What
    /// is not read to its end may not be told again.
    /// </param>
    /// <returns>How many are ready.</returns>
    int Wait(long until, Span<int> ready);
}

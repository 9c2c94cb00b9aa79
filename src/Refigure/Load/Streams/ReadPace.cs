using System.Diagnostics;

namespace Refigure.Load.Streams;

/// <summary>
/// How often sockets are read. Above 25,000 reads a second each wake-up would find one event, and waking costs more than reading:
/// then the client waits a fifth of a millisecond before it looks, as network cards do with interrupts. Below it, which is a
/// thousand streams of 25 tokens a second, nothing waits.
/// </summary>
internal sealed class ReadPace
{
    /// <summary>How long it waits.</summary>
    public const int PauseMicroseconds = 200;

    private const int Fast = 25_000;
    private static readonly long Window = Stopwatch.Frequency / 100;

    private long _from;
    private int _reads;
    private bool _isFast;

    /// <summary>The wait in ticks.</summary>
    public static long PauseTicks { get; } = Stopwatch.Frequency / 1_000_000 * PauseMicroseconds;

    /// <summary>Whether the last hundredth of a second was fast.</summary>
    public bool IsFast(long now)
    {
        if (now - _from >= Window)
        {
            _isFast = _reads > Fast * Stopwatch.GetElapsedTime(_from, now).TotalSeconds;
            (_from, _reads) = (now, 0);
        }

        return _isFast;
    }

    public void Count(int reads) => _reads += reads;
}

using System.Diagnostics;

namespace Refigure.Load.Streams;

/// <summary>
/// How often sockets are read. Above 25,000 reads a second each wake-up would find one event, and waking and reading cost more than
/// what is read: then the client waits before it looks, as network cards do with interrupts, a fifth of a millisecond at first, and
/// longer, up to 0.7 ms, as long as a read finds fewer than two tokens. Where each stream is so fast that such a wait does bring several
/// tokens a read, it goes on to 2.5 ms, until there are four: nobody needs to the millisecond when each of two thousand tokens a second
/// came, and how well it is known is written down. Below 25,000 reads a second, which is a thousand streams of 25 tokens a second,
/// nothing waits.
/// </summary>
internal sealed class ReadPace
{
    private const int Fast = 25_000;
    private const double Few = 2;
    private const double Gain = 1.3;
    private const double Enough = 4;
    private const double Many = 8;
    private const double Grow = 1.5;
    private const double Shrink = 0.8;
    private static readonly long Window = Stopwatch.Frequency / 100;
    private static readonly long Least = Stopwatch.Frequency / 5000;
    private static readonly long Long = Stopwatch.Frequency * 7 / 10_000;
    private static readonly long Longest = Stopwatch.Frequency * 25 / 10_000;

    private long _from;
    private int _reads;
    private long _tokens;
    private long _pause;

    /// <summary>How long to wait before the next look, in ticks; 0 for not at all.</summary>
    public long Pause(long now)
    {
        if (now - _from >= Window)
        {
            _pause = Next(Stopwatch.GetElapsedTime(_from, now).TotalSeconds);
            (_from, _reads, _tokens) = (now, 0, 0);
        }

        return _pause;
    }

    /// <summary>Counts a read.</summary>
    /// <param name="tokens">Tokens that it brought.</param>
    public void Count(int tokens)
    {
        _reads++;
        _tokens += tokens;
    }

    private long Next(double seconds)
    {
        // Long waits make few reads of many tokens: that is no reason to leave off.
        var isFast = _reads > Fast * seconds || (_pause > Least && _tokens > Fast * seconds);
        // A moment in which the client or the server had no processor looks as slow as one without load: wait less, not at once no more.
        return !isFast ? (_pause > Least ? Math.Max((long)(_pause * Shrink), Least) : 0)
            : _pause == 0 ? Least
            : _pause < Long ? NextOfShort()
            : NextOfLong();
    }

    private long NextOfShort() =>
        _tokens < Few * _reads ? Math.Min((long)(_pause * Grow), Long)
        : _tokens > Many * _reads ? Math.Max((long)(_pause * Shrink), Least)
        : _pause;

    // A longer wait must gain something.
    private long NextOfLong() =>
        _tokens < Gain * _reads ? Math.Max((long)(_pause * Shrink), Long)
        : _tokens < Enough * _reads ? Math.Min((long)(_pause * Grow), Longest)
        : _tokens > Many * _reads ? (long)(_pause * Shrink)
        : _pause;
}

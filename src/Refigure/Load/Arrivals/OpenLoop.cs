using System.Diagnostics;

namespace Refigure.Load.Arrivals;

/// <summary>
/// Requests that arrive whether others have ended or not. Where a most of requests at a time is set, those that arrive above it
/// wait, and their intended start stays their arrival.
/// </summary>
/// <param name="arrivals">Times from the beginning, in seconds, without end.</param>
/// <param name="most">The most at a time.</param>
internal sealed class OpenLoop(IEnumerator<double> arrivals, int most) : IStartSchedule
{
    private long _origin;
    private long _next;
    private long _freed;
    private int _active;

    public long NextDue => _active >= most ? long.MaxValue : _next;

    public void Begin(long origin)
    {
        _origin = origin;
        Advance();
    }

    public bool TryTake(long now, out Start start)
    {
        start = default;
        if (NextDue > now)
        {
            return false;
        }

        // Room that came only after it arrived is what it had to wait for.
        start = new Start(0, _next, Math.Max(_next, _active == most - 1 ? _freed : 0));
        _active++;
        Advance();
        return true;
    }

    public void Ended(int slot, long now, bool failed)
    {
        _active--;
        _freed = now;
    }

    private void Advance()
    {
        arrivals.MoveNext();
        _next = _origin + (long)(arrivals.Current * Stopwatch.Frequency);
    }
}

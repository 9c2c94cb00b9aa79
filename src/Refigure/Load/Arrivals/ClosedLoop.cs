using System.Diagnostics;

namespace Refigure.Load.Arrivals;

/// <summary>
/// A number of streams, each of which sends its next request when the last one has ended. They start together or spread over a
/// ramp. After a failure a stream waits, twice as long each time, so that a server that refuses is not stormed.
/// </summary>
internal sealed class ClosedLoop(int concurrency, TimeSpan ramp) : IStartSchedule
{
    private static readonly long FirstWait = Stopwatch.Frequency / 50;
    private static readonly long LongestWait = Stopwatch.Frequency;
    private readonly PriorityQueue<int, (long Due, int Order)> _due = new();
    private readonly long[] _wait = new long[concurrency];
    private int _order;

    public long NextDue => _due.TryPeek(out _, out var first) ? first.Due : long.MaxValue;

    public void Begin(long origin)
    {
        for (var i = 0; i < concurrency; i++)
        {
            _due.Enqueue(i, (origin + (long)(ramp.TotalSeconds * Stopwatch.Frequency * i / concurrency), _order++));
        }
    }

    public bool TryTake(long now, out Start start)
    {
        start = default;
        if (!_due.TryPeek(out var slot, out var first) || first.Due > now)
        {
            return false;
        }

        _due.Dequeue();
        start = new Start(slot, first.Due, first.Due);
        return true;
    }

    public void Ended(int slot, long now, bool failed)
    {
        _wait[slot] = failed ? Math.Clamp(_wait[slot] * 2, FirstWait, LongestWait) : 0;
        _due.Enqueue(slot, (now + _wait[slot], _order++));
    }
}

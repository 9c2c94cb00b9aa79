namespace Refigure.Load.Arrivals;

/// <summary>When requests start. Times are ticks of the stopwatch.</summary>
internal interface IStartSchedule
{
    /// <summary>When the next one may start; <see cref="long.MaxValue"/> while that waits for another to end.</summary>
    long NextDue { get; }

    /// <summary>The time from which it counts.</summary>
    void Begin(long origin);

    /// <summary>Takes the next start if its time has come.</summary>
    bool TryTake(long now, out Start start);

    /// <summary>A request ended.</summary>
    /// <param name="slot">Its stream.</param>
    /// <param name="now">When that was seen.</param>
    /// <param name="failed">Whether it failed.</param>
    void Ended(int slot, long now, bool failed);
}

namespace Refigure.Load.Sockets;

/// <summary>When bytes were received, in ticks of the stopwatch.</summary>
/// <param name="Taken">When they were taken from the system.</param>
/// <param name="Arrived">When the last of them arrived, as the system says; when they were taken where it does not say.</param>
/// <param name="IsKnown">Whether the system said it.</param>
internal readonly record struct ReadTime(long Taken, long Arrived, bool IsKnown)
{
    /// <summary>A read of which only is known when it was made.</summary>
    public static ReadTime Of(long taken) => new(taken, taken, IsKnown: false);
}

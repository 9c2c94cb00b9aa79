using System.Diagnostics;

namespace Refigure.Load.Sockets;

/// <summary>
/// Linux stamps what arrives by its clock of the day; here that becomes ticks of the stopwatch. The two run alike and are apart by a
/// constant, until somebody sets the day's clock, so it is looked at again every hundredth of a second.
/// </summary>
internal static unsafe class SystemTime
{
    private const long Second = 1_000_000_000;
    private const int Tries = 5;
    private static readonly long Again = Stopwatch.Frequency / 100;
    private static readonly long Quick = Stopwatch.Frequency / 1_000_000;
    private static long _apart;
    private static long _readAt;

    /// <summary>A time of the day's clock in ticks of the stopwatch, which are nanoseconds on Linux.</summary>
    /// <param name="seconds">Its seconds.</param>
    /// <param name="nanoseconds">Its nanoseconds.</param>
    /// <param name="now">Now, in ticks.</param>
    public static long Ticks(long seconds, long nanoseconds, long now)
    {
        if (now - Volatile.Read(ref _readAt) > Again)
        {
            Volatile.Write(ref _apart, Apart());
            Volatile.Write(ref _readAt, now);
        }

        return (seconds * Second) + nanoseconds - Volatile.Read(ref _apart);
    }

    // The least disturbed of a few readings.
    private static long Apart()
    {
        var day = stackalloc long[2];
        var (apart, least) = (0L, long.MaxValue);
        for (var i = 0; i < Tries && least > Quick; i++)
        {
            var before = Stopwatch.GetTimestamp();
            _ = SocketCalls.Clock(SocketCalls.DayClock, day);
            var after = Stopwatch.GetTimestamp();
            if (after - before < least)
            {
                least = after - before;
                apart = (day[0] * Second) + day[1] - before - (least / 2);
            }
        }

        return apart;
    }
}

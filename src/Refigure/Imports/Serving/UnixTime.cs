namespace Refigure.Imports.Serving;

/// <summary>Seconds since 1970 as a time.</summary>
internal static class UnixTime
{
    private const double Latest = 253402300799; // the end of the year 9999

    /// <summary>The time, to the microsecond: a double holds no more of it; null if it is none.</summary>
    public static DateTimeOffset? Of(double seconds) =>
        seconds is >= 0 and < Latest
            ? DateTimeOffset.UnixEpoch.AddTicks((long)Math.Round(seconds * 1e6) * TimeSpan.TicksPerMicrosecond)
            : null;
}

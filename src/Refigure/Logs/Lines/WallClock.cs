namespace Refigure.Logs.Lines;

/// <summary>
/// Relates the seconds since 1970 of the start-up script's marks to stamps that have neither a year nor a time zone.
/// </summary>
internal static class WallClock
{
    private const long Micro = 1_000_000;
    private const long QuarterHour = 900 * Micro;

    // The first record may be stamped a little before the mark where two clocks are read.
    private const long Slack = 60 * Micro;
    private const long WidestZone = 14 * 3600 * Micro;

    /// <summary>
    /// What to add to microseconds since 1970 to be on the clock's line. A zone is a whole number of quarter hours, and the
    /// first record comes within the quarter hour after the mark; null if no such zone fits.
    /// </summary>
    /// <param name="clock">The log's clock.</param>
    /// <param name="first">The place of the first record.</param>
    /// <param name="begin">Microseconds since 1970 of a moment before it.</param>
    public static long? Shift(LogClock clock, long first, long begin)
    {
        if (clock.Kind == StampKind.Epoch)
        {
            return first - begin is >= -Slack and < QuarterHour - Slack ? 0 : null;
        }

        var day = DateTime.UnixEpoch.AddTicks(begin * TimeSpan.TicksPerMicrosecond);
        var (month, dayOfMonth, micros) = clock.First;
        for (var year = day.Year - 1; year <= day.Year + 1; year++)
        {
            if (dayOfMonth > DateTime.DaysInMonth(year, month))
            {
                continue;
            }

            var date = new DateTime(year, month, dayOfMonth, 0, 0, 0, DateTimeKind.Utc);
            var epoch = ((date - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond) + micros;
            var zone = (long)Math.Floor((epoch - begin + Slack) / (double)QuarterHour) * QuarterHour;
            if (Math.Abs(zone) <= WidestZone)
            {
                return first - epoch + zone;
            }
        }

        return null;
    }
}

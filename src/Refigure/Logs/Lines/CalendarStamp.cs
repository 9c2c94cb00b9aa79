namespace Refigure.Logs.Lines;

/// <summary>Reads <c>mm-dd HH:MM:SS</c>.</summary>
internal static class CalendarStamp
{
    public static bool TryRead(ReadOnlySpan<byte> text, ref LogRecord record)
    {
        if (text[2] != '-' || text[5] != ' ' || text[8] != ':' || text[11] != ':')
        {
            return false;
        }

        var month = TwoDigits(text, 0);
        var day = TwoDigits(text, 3);
        var hour = TwoDigits(text, 6);
        var minute = TwoDigits(text, 9);
        var second = TwoDigits(text, 12);
        if (month is < 1 or > 12 || day is < 1 or > 31 || hour is < 0 or > 23 || minute is < 0 or > 59)
        {
            return false;
        }

        if (second is < 0 or > 60)
        {
            return false;
        }

        record.Month = month;
        record.Day = day;
        record.Micros = ((hour * 3600L) + (minute * 60) + second) * 1_000_000;
        return true;
    }

    private static int TwoDigits(ReadOnlySpan<byte> text, int at)
    {
        var tens = text[at] - '0';
        var ones = text[at + 1] - '0';
        return (uint)tens > 9 || (uint)ones > 9 ? -1 : (tens * 10) + ones;
    }
}

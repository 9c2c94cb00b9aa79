namespace Refigure.Logs.Lines;

/// <summary>
/// Places stamps on one line of microseconds. Calendar stamps have no year: December to January is a step into the next
/// one, and February 29 counts once it is seen. Local time is taken as it stands, so a change of daylight saving shows.
/// </summary>
internal sealed class LogClock
{
    private const long Day = 24 * 3600 * 1_000_000L;
    private const long HalfYear = 180 * Day;

    // Days before a month, in a year without February 29.
    private static readonly int[] DaysBefore = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

    private StampKind _kind;
    private bool _leapYear;
    private long _year;
    private long _last;

    /// <summary>Month and day of the first stamp and its microseconds since midnight; for telling the year from other clocks.</summary>
    public (int Month, int Day, long Micros) First { get; private set; }

    /// <summary>How the log is stamped: as its first stamped record is.</summary>
    public StampKind Kind => _kind;

    /// <summary>The place of a record; null if it has no stamp, or one of another kind than the log's first.</summary>
    public long? Place(in LogRecord record)
    {
        if (record.Stamp == StampKind.None || (_kind != StampKind.None && record.Stamp != _kind))
        {
            return null;
        }

        var first = _kind == StampKind.None;
        _kind = record.Stamp;
        if (first)
        {
            First = (record.Month, record.Day, record.Micros);
        }

        _last = _kind == StampKind.Epoch ? record.Micros : Calendar(record, first);
        return _last;
    }

    private long Calendar(in LogRecord record, bool first)
    {
        _leapYear |= record.Month == 2 && record.Day == 29;
        var inYear = DaysBefore[record.Month - 1] + record.Day - 1;
        if (_leapYear && record.Month > 2)
        {
            inYear++;
        }

        var place = _year + (inYear * Day) + record.Micros;
        if (first)
        {
            return place;
        }

        if (_last - place > HalfYear)
        {
            _year += (_leapYear ? 366 : 365) * Day;
            var turned = _leapYear && record.Month > 2 ? inYear - 1 : inYear;
            _leapYear = false;
            return _year + (turned * Day) + record.Micros;
        }

        // Another process may still print December after the first line of January.
        return place - _last > HalfYear ? place - (365 * Day) : place;
    }
}

namespace Refigure.Logs;

/// <summary>The finest step of a log's time stamps.</summary>
public enum TimestampResolution
{
    /// <summary>No line carries a time stamp.</summary>
    None,

    /// <summary>Whole seconds.</summary>
    Second,

    /// <summary>Milliseconds.</summary>
    Millisecond,

    /// <summary>Microseconds.</summary>
    Microsecond,
}

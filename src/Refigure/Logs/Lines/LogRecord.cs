namespace Refigure.Logs.Lines;

/// <summary>A piece of a line, taken apart: who printed it, when, and what it says.</summary>
internal ref struct LogRecord
{
    /// <summary>The text after the header; the whole piece (without the process prefix) if it has no header.</summary>
    public ReadOnlySpan<byte> Message;

    /// <summary>How the record is stamped.</summary>
    public StampKind Stamp;

    /// <summary>Month of a calendar stamp, 1-based.</summary>
    public int Month;

    /// <summary>Day of a calendar stamp, 1-based.</summary>
    public int Day;

    /// <summary>Microseconds since midnight, or since 1970.</summary>
    public long Micros;

    /// <summary>The step in which the stamp is written.</summary>
    public TimestampResolution Resolution;

    /// <summary>Whether the level is DEBUG.</summary>
    public bool IsDebug;

    /// <summary>Whether the front end printed it, as far as the line tells: no process prefix, or that of the API server.</summary>
    public bool IsFrontEnd;

    /// <summary>The process identifier of the innermost prefix; 0 if there is none.</summary>
    public int Author;
}

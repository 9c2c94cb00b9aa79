namespace Refigure.Logs.Lines;

/// <summary>How a record is stamped.</summary>
internal enum StampKind
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Month, day and local time, without a year.</summary>
    Calendar,

    /// <summary>Seconds since 1970, UTC.</summary>
    Epoch,
}

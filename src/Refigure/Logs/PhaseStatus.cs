namespace Refigure.Logs;

/// <summary>How a phase's value came about, or why there is none.</summary>
public enum PhaseStatus
{
    /// <summary>
    /// Read from the text of one message (or several that are its parts), or the difference of two time stamps, or, for a
    /// phase that is defined so, the sum or difference of such.
    /// </summary>
    Read,

    /// <summary>Computed from other phases because its own line, which others print, is not there.</summary>
    Derived,

    /// <summary>This version is known to print it, and the log does not have it. No value.</summary>
    Missing,

    /// <summary>The line is there, but carries no number that could be read. No value.</summary>
    Unparsed,

    /// <summary>This version, or this way of running it, does not print it. No value.</summary>
    NotApplicable,
}

namespace Refigure.Running.Readiness;

/// <summary>How a start ended.</summary>
internal enum StartResult
{
    /// <summary>Its log says so, and it answers.</summary>
    Ready,

    /// <summary>The process ended before.</summary>
    Ended,

    /// <summary>It was ready, and ended by a signal that nobody here sent.</summary>
    Fell,

    /// <summary>It took too long.</summary>
    TimedOut,
}

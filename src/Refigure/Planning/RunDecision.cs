namespace Refigure.Planning;

/// <summary>Whether a planned run must be made.</summary>
public enum RunDecision
{
    /// <summary>It is there, made from the same inputs.</summary>
    Have,

    /// <summary>It is not there.</summary>
    Missing,

    /// <summary>It is there, but made from other inputs.</summary>
    Stale,
}

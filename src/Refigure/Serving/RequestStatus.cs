namespace Refigure.Serving;

/// <summary>How a request ended.</summary>
public enum RequestStatus
{
    /// <summary>Answered to its end, with at least one token.</summary>
    Completed,

    /// <summary>Answered to its end without a token: counted, never averaged in.</summary>
    Empty,

    /// <summary>Refused, broken off, or answered with what is no answer: counted, never averaged in.</summary>
    Failed,

    /// <summary>Still running when the load ended, and broken off by us: counted, never averaged in.</summary>
    Cut,
}

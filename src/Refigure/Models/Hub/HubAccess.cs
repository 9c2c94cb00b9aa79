namespace Refigure.Models.Hub;

/// <summary>Whether a model can be fetched from the hub.</summary>
public enum HubAccess
{
    /// <summary>It can.</summary>
    Open,

    /// <summary>The hub did not answer, so nobody knows.</summary>
    Unknown,

    /// <summary>The hub refuses; the sentence that goes with it says why and what to do.</summary>
    Refused,
}

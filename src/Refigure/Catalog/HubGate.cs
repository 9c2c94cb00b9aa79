namespace Refigure.Catalog;

/// <summary>Who may fetch a model from the hub.</summary>
public enum HubGate
{
    /// <summary>Everybody.</summary>
    None,

    /// <summary>Who agreed to its terms.</summary>
    Automatic,

    /// <summary>Whom its owner let in.</summary>
    Manual,
}

namespace Refigure.Imports;

/// <summary>How a run to be imported stands to what is in the runs root.</summary>
public enum PlannedState
{
    /// <summary>No such run is there.</summary>
    New,

    /// <summary>The same run is there, with the same files.</summary>
    AlreadyThere,

    /// <summary>A run of the same identity is there, with other files.</summary>
    Differs,
}

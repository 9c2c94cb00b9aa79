namespace Refigure.Running;

/// <summary>In which order runs are made.</summary>
public enum RunOrder
{
    /// <summary>Cases and cache states mixed within each iteration by a seeded shuffle, so that drift hits all alike.</summary>
    Interleaved,

    /// <summary>As the study ran: for each cache state and iteration all cases, in the experiment's order.</summary>
    Study,
}

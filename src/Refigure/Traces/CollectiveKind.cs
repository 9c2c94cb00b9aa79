namespace Refigure.Traces;

/// <summary>Which collective a communication kernel is.</summary>
public enum CollectiveKind
{
    /// <summary>Each rank gets the sum of all.</summary>
    AllReduce,

    /// <summary>Each rank gets the parts of all.</summary>
    AllGather,

    /// <summary>Each rank gets its part of the sum.</summary>
    ReduceScatter,

    /// <summary>All get what one has.</summary>
    Broadcast,

    /// <summary>Each sends to each.</summary>
    AllToAll,

    /// <summary>From one to one.</summary>
    SendReceive,

    /// <summary>Any other.</summary>
    Other,
}

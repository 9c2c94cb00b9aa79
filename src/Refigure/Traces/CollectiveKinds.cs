namespace Refigure.Traces;

/// <summary>Collectives by the names of their kernels.</summary>
public static class CollectiveKinds
{
    private static readonly (string Text, CollectiveKind Kind)[] Rules =
    [
        ("reducescatter", CollectiveKind.ReduceScatter),
        ("reduce_scatter", CollectiveKind.ReduceScatter),
        ("allreduce", CollectiveKind.AllReduce),
        ("all_reduce", CollectiveKind.AllReduce),
        ("cross_device_reduce", CollectiveKind.AllReduce),
        ("allgather", CollectiveKind.AllGather),
        ("all_gather", CollectiveKind.AllGather),
        ("broadcast", CollectiveKind.Broadcast),
        ("alltoall", CollectiveKind.AllToAll),
        ("all_to_all", CollectiveKind.AllToAll),
        ("sendrecv", CollectiveKind.SendReceive),
    ];

    /// <summary>The collective of a communication kernel; null for any other kernel.</summary>
    public static CollectiveKind? Of(string name)
    {
        if (KernelClasses.Of(name) != KernelClass.Communication)
        {
            return null;
        }

        foreach (var (text, kind) in Rules)
        {
            if (name.Contains(text, StringComparison.OrdinalIgnoreCase))
            {
                return kind;
            }
        }

        return CollectiveKind.Other;
    }

    /// <summary>What it is called.</summary>
    public static string Word(this CollectiveKind kind) =>
        kind switch
        {
            CollectiveKind.AllReduce => "all-reduce",
            CollectiveKind.AllGather => "all-gather",
            CollectiveKind.ReduceScatter => "reduce-scatter",
            CollectiveKind.Broadcast => "broadcast",
            CollectiveKind.AllToAll => "all-to-all",
            CollectiveKind.SendReceive => "send/receive",
            _ => "other",
        };
}

namespace Refigure.Traces;

/// <summary>The calls of one collective with messages of one size, of one GPU, where the trace tells sizes. Times are in ns.</summary>
/// <param name="Device">The GPU, as the trace numbers it.</param>
/// <param name="Name">As PyTorch calls it: <c>allreduce</c>, <c>_allgather_base</c>.</param>
/// <param name="DataType">Of the elements, such as <c>BFloat16</c>.</param>
/// <param name="In">Elements that a rank gives.</param>
/// <param name="Out">Elements that a rank gets.</param>
/// <param name="Group">Ranks that take part.</param>
public sealed record CollectiveMessage(long Device, string Name, string DataType, long In, long Out, long Group)
{
    /// <summary>How often.</summary>
    public long Calls { get; init; }

    /// <summary>Plain sum of the durations, the waiting for other ranks among them.</summary>
    public long Total { get; init; }

    /// <summary>The shortest call: that with the least waiting.</summary>
    public long Least { get; init; }

    /// <summary>The size as nccl-tests counts it: what a rank gets or gives, whichever is more; null for an unknown type.</summary>
    public long? Bytes => BytesOf(DataType) is { } size ? Math.Max(In, Out) * size : null;

    /// <summary>
    /// What a byte of the size costs on the links, by collective and ranks n: 2(n−1)/n for an all-reduce, (n−1)/n for all-gather,
    /// reduce-scatter and all-to-all, else 1.
    /// See <see href="https://github.com/NVIDIA/nccl-tests/blob/master/doc/PERFORMANCE.md"/>.
    /// </summary>
    public double Factor
    {
        get
        {
            var bare = Name.Replace("_", "", StringComparison.Ordinal);
            bool Is(string word) => bare.Contains(word, StringComparison.OrdinalIgnoreCase);
            return Group < 1 ? 1
                : Is("allreduce") ? 2.0 * (Group - 1) / Group
                : Is("allgather") || Is("reducescatter") || Is("alltoall") ? (Group - 1.0) / Group
                : 1;
        }
    }

    /// <summary>Bus bandwidth by the mean duration, in GB/s (10⁹ bytes); null if the size is not known.</summary>
    public double? BusBandwidth => Calls == 0 ? null : Bandwidth((double)Total / Calls);

    /// <summary>Bus bandwidth of the shortest call, in GB/s.</summary>
    public double? BestBusBandwidth => Bandwidth(Least);

    private double? Bandwidth(double nanoseconds) => nanoseconds > 0 ? Bytes * Factor / nanoseconds : null;

    private static int? BytesOf(string type) =>
        type.ToUpperInvariant() switch
        {
            "DOUBLE" or "LONG" or "INT64" or "UINT64" or "COMPLEXFLOAT" => 8,
            "FLOAT" or "INT" or "INT32" or "UINT32" => 4,
            "HALF" or "BFLOAT16" or "SHORT" or "INT16" => 2,
            "CHAR" or "BYTE" or "BOOL" or "INT8" or "UINT8" => 1,
            var other when other.StartsWith("FLOAT8", StringComparison.Ordinal) => 1,
            _ => null,
        };
}

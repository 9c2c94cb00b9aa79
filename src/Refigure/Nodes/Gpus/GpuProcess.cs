namespace Refigure.Nodes.Gpus;

/// <summary>A process that computes on a GPU.</summary>
/// <param name="Id">Its id, as the driver counts; in a container that can be another one than here.</param>
/// <param name="Name">Its name, such as <c>VLLM::EngineCore</c>; null if it is not told.</param>
/// <param name="Bytes">The memory that it holds there; null if it is not told.</param>
/// <param name="Gpu">The GPU, by <see cref="GpuDevice.Uuid"/>.</param>
public sealed record GpuProcess(int Id, string? Name, long? Bytes, string Gpu)
{
    /// <summary>For messages: <c>VLLM::EngineCore (pid 1012) holds 133426 MiB</c>.</summary>
    public override string ToString() =>
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{Name ?? "a process without a name"} (pid {Id}) holds {(Bytes is { } bytes ? GpuValue.Mebibytes(bytes) : "memory")}"
        );
}

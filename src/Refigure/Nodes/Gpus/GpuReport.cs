using System.Collections.Immutable;

namespace Refigure.Nodes.Gpus;

/// <summary>What is known of a machine's GPUs.</summary>
/// <param name="Devices">The GPUs; empty if there are none, or they cannot be asked.</param>
/// <param name="Cuda">The newest CUDA that the driver can run, such as <c>13.0</c>; null if it does not say.</param>
/// <param name="Problem">Why they cannot be asked, and what to do, in a clause without a full stop; null if they can.</param>
public sealed record GpuReport(ImmutableArray<GpuDevice> Devices, string? Cuda, string? Problem)
{
    /// <summary>Whether the machine has the program that asks them.</summary>
    public bool HasProgram { get; init; } = true;

    /// <summary>No <c>nvidia-smi</c>, and so most likely no GPU.</summary>
    public static GpuReport None { get; } =
        new([], Cuda: null, "there is no nvidia-smi, which comes with NVIDIA's driver") { HasProgram = false };
}

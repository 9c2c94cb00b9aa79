namespace Refigure.Nodes.Gpus;

/// <summary>A GPU, as <c>nvidia-smi</c> shows it. What it does not tell is null.</summary>
/// <param name="Index">Its number, in the order of the PCI bus.</param>
/// <param name="Uuid">What names this very GPU, such as <c>GPU-9503f90b-…</c>.</param>
/// <param name="Name">Its model, such as <c>NVIDIA H200</c>.</param>
/// <param name="Driver">The driver's version.</param>
public sealed record GpuDevice(int Index, string Uuid, string Name, string Driver)
{
    /// <summary>All of its memory, in bytes.</summary>
    public long? MemoryBytes { get; init; }

    /// <summary>What of it is in use, in bytes.</summary>
    public long? UsedBytes { get; init; }

    /// <summary>Such as <c>9.0</c>.</summary>
    public string? ComputeCapability { get; init; }

    /// <summary><c>Enabled</c> or <c>Disabled</c>: whether it is divided into instances.</summary>
    public string? Mig { get; init; }

    /// <summary><c>Enabled</c> or <c>Disabled</c>: whether the driver stays ready while nobody uses the GPU.</summary>
    public string? Persistence { get; init; }

    /// <summary>The power that it may take, in watts.</summary>
    public double? PowerLimit { get; init; }

    /// <summary>The power that it takes, in watts.</summary>
    public double? Power { get; init; }

    /// <summary>Its processors' clock, in MHz.</summary>
    public double? Clock { get; init; }

    /// <summary>The highest clock of its processors, in MHz.</summary>
    public double? HighestClock { get; init; }

    /// <summary>Its temperature, in °C.</summary>
    public double? Temperature { get; init; }

    /// <summary>Why its clock is below the highest, bit by bit; see <see cref="ThrottleRule"/>.</summary>
    public ulong? Reasons { get; init; }
}

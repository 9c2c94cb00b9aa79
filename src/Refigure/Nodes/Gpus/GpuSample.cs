namespace Refigure.Nodes.Gpus;

/// <summary>The state of a GPU at a time. What was not told is null.</summary>
/// <param name="At">When, on the clock of <see cref="GpuSampleReader"/>.</param>
/// <param name="Gpu">Its <see cref="GpuDevice.Index"/>.</param>
/// <param name="UsedBytes">Memory in use, in bytes.</param>
/// <param name="Use">The part of the time in which something ran on it, in percent.</param>
/// <param name="Clock">Its processors' clock, in MHz.</param>
/// <param name="MemoryClock">Its memory's clock, in MHz.</param>
/// <param name="Temperature">In °C.</param>
/// <param name="Power">In watts.</param>
/// <param name="Reasons">Why its clock is below the highest, bit by bit; see <see cref="ThrottleRule"/>.</param>
public sealed record GpuSample(
    TimeSpan At,
    int Gpu,
    long? UsedBytes,
    double? Use,
    double? Clock,
    double? MemoryClock,
    double? Temperature,
    double? Power,
    ulong? Reasons
);

namespace Refigure.Traces.Analysis;

/// <summary>What a rank's GPU did in one step, such as a forward pass. Times are in ns.</summary>
/// <param name="Name">As the trace has it.</param>
/// <param name="Index">In the order of time, from 0; on all ranks the same step has the same index.</param>
/// <param name="Start">On the trace's own clock.</param>
/// <param name="Duration">Of the range.</param>
/// <param name="IsOnGpu">Whether the range is one of the GPU's time; else kernels that started in the host's range are counted.</param>
/// <param name="Kernels">That started in it.</param>
/// <param name="KernelBusy">In which a kernel of it ran.</param>
/// <param name="Communication">In which a communication kernel of it ran.</param>
/// <param name="AllReduces">How many.</param>
/// <param name="AllReduceSum">Plain sum of their durations.</param>
public sealed record StepTimes(
    string Name,
    int Index,
    long Start,
    long Duration,
    bool IsOnGpu,
    long Kernels,
    long KernelBusy,
    long Communication,
    long AllReduces,
    long AllReduceSum
)
{
    /// <summary>Communication by the time in which a kernel ran, 0 to 1; null without kernels.</summary>
    public double? CommunicationShare => KernelBusy == 0 ? null : (double)Communication / KernelBusy;
}

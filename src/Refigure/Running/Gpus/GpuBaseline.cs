using System.Collections.Immutable;
using Refigure.Nodes.Gpus;

namespace Refigure.Running.Gpus;

/// <summary>When a GPU's memory counts as free.</summary>
/// <remarks>
/// An idle H200 was seen with 4 MiB in use; other GPUs keep a few hundred for the driver or a display, and a program that only
/// opened the GPU holds about 500. So before the first run less than 1 GiB without a process is the baseline, and from then on
/// it is what was in use then, with 64 MiB to spare.
/// </remarks>
internal static class GpuBaseline
{
    /// <summary>The most that may be in use where nobody is shown to use the GPU, in bytes.</summary>
    public const long Idle = 1L << 30;

    /// <summary>What may be in use more than before, in bytes.</summary>
    public const long Slack = 64L << 20;

    /// <summary>The GPUs that hold more than before a run; those whose memory is not told count as free.</summary>
    public static ImmutableArray<GpuDevice> Above(ImmutableArray<GpuDevice> now, ImmutableArray<GpuDevice> before) =>
        [
            .. now.Where(d =>
                before.FirstOrDefault(b => b.Uuid == d.Uuid) is { UsedBytes: { } then } && d.UsedBytes > then + Slack
            ),
        ];
}

using System.Collections.Immutable;

namespace Refigure.Traces.Analysis;

/// <summary>What a GPU did in each step.</summary>
internal static class StepFinder
{
    /// <summary>
    /// Steps of a timeline by time: ranges of the GPU's time where the trace has them, else those of the host's time, in which the
    /// kernels of the step may not have started yet. A step without kernels is left out.
    /// </summary>
    public static ImmutableArray<StepTimes> Of(GpuTrace trace, GpuTimeline timeline)
    {
        var ranges = trace.Steps.Where(s => s.Device == timeline.Device).ToArray();
        if (ranges.Length == 0)
        {
            ranges =
            [
                .. trace.Steps.Where(s =>
                    s.Device is null && (s.Process is null || timeline.Process is null || s.Process == timeline.Process)
                ),
            ];
        }

        Array.Sort(ranges, static (a, b) => a.Start.CompareTo(b.Start));
        if (ranges.Length == 0)
        {
            return [];
        }

        var isCommunication = trace.Names.Select(n => KernelClasses.Of(n) == KernelClass.Communication).ToArray();
        var isAllReduce = trace.Names.Select(n => CollectiveKinds.Of(n) == CollectiveKind.AllReduce).ToArray();
        var steps = new List<StepTimes>();
        var sums = new Sums();
        var at = 0;

        // Rounding puts a range's start up to a nanosecond off its first kernel's.
        const long Rounding = 2;
        foreach (var item in timeline.InOrder())
        {
            if (item.Activity != GpuActivity.Kernel)
            {
                continue;
            }

            while (at < ranges.Length && item.Start > ranges[at].End + Rounding)
            {
                Close(ranges[at++], ref sums, steps);
            }

            if (at == ranges.Length)
            {
                break;
            }

            if (item.Start >= ranges[at].Start - Rounding)
            {
                sums.Kernels++;
                sums.Busy.Add(item.Start, item.End);
                if (isCommunication[item.Name])
                {
                    sums.Communication.Add(item.Start, item.End);
                }

                if (isAllReduce[item.Name])
                {
                    sums.AllReduces++;
                    sums.AllReduceSum += item.Duration;
                }
            }
        }

        if (at < ranges.Length)
        {
            Close(ranges[at], ref sums, steps);
        }

        return [.. steps];
    }

    private static void Close(TraceRange range, ref Sums sums, List<StepTimes> steps)
    {
        if (sums.Kernels > 0)
        {
            steps.Add(
                new StepTimes(
                    range.Name,
                    steps.Count,
                    range.Start,
                    range.Duration,
                    range.Device is not null,
                    sums.Kernels,
                    sums.Busy.Length,
                    sums.Communication.Length,
                    sums.AllReduces,
                    sums.AllReduceSum
                )
            );
        }

        sums = new Sums();
    }

    private struct Sums
    {
        public IntervalUnion Busy;
        public IntervalUnion Communication;
        public long Kernels;
        public long AllReduces;
        public long AllReduceSum;
    }
}

namespace Refigure.Traces.Analysis;

/// <summary>The GPUs of traces in the order of their ranks, and what they are called.</summary>
internal static class RankOrder
{
    public static IReadOnlyList<(GpuTrace Trace, GpuTimeline Timeline, string Name)> Of(
        IReadOnlyList<GpuTrace> traces
    ) =>
        [
            .. traces
                .SelectMany(t =>
                    t.Timelines.Where(HasKernels)
                        .Select(timeline =>
                            (
                                t,
                                timeline,
                                t.Rank is { } rank
                                    ? t.Timelines.Count(HasKernels) > 1
                                        ? $"rank {rank}, GPU {timeline.Device}"
                                        : $"rank {rank}"
                                    : Gpu(t, timeline)
                            )
                        )
                )
                .OrderBy(r => r.t.Rank ?? int.MaxValue)
                .ThenBy(r => r.timeline.Device)
                .ThenBy(r => r.t.Source, StringComparer.Ordinal),
        ];

    // Processes of one machine may have the same GPU.
    private static string Gpu(GpuTrace trace, GpuTimeline timeline) =>
        timeline.Process is { } process && trace.Timelines.Count(t => t.Device == timeline.Device && HasKernels(t)) > 1
            ? $"GPU {timeline.Device}, process {(process >> 24) & 0xFFFFFF}"
            : $"GPU {timeline.Device}";

    private static bool HasKernels(GpuTimeline timeline) =>
        timeline.Streams.Any(s => s.Events.InOrder().Any(e => e.Activity == GpuActivity.Kernel));
}

using System.Collections.Immutable;

namespace Refigure.Traces.Analysis;

/// <summary>
/// Where the time of one rank's GPU went, in ns. A time is the length of the union of intervals over all streams, unless it is
/// called a sum, so that what runs at the same time counts once.
/// </summary>
public sealed record RankTimes
{
    /// <summary>The trace that it is from.</summary>
    public required string Source { get; init; }

    /// <summary>The rank; null if unknown.</summary>
    public int? Rank { get; init; }

    /// <summary>The GPU as the trace numbers it.</summary>
    public long Device { get; init; }

    /// <summary>Kernels.</summary>
    public long Kernels { get; init; }

    /// <summary>Copies and settings of memory.</summary>
    public long MemoryOperations { get; init; }

    /// <summary>From the first start to the last end of anything that the GPU did.</summary>
    public long Span { get; init; }

    /// <summary>From the first start to the last end of a kernel.</summary>
    public long KernelSpan { get; init; }

    /// <summary>In which anything ran.</summary>
    public long Busy { get; init; }

    /// <summary>In which a kernel ran.</summary>
    public long KernelBusy { get; init; }

    /// <summary>Plain sum over kernels.</summary>
    public long KernelSum { get; init; }

    /// <summary>In which a communication kernel ran; their waiting for other ranks is in it.</summary>
    public long Communication { get; init; }

    /// <summary>In which another kernel ran.</summary>
    public long Compute { get; init; }

    /// <summary>In which both ran.</summary>
    public long Overlap { get; init; }

    /// <summary>Streams on which kernels ran: on one alone nothing can overlap.</summary>
    public int KernelStreams { get; init; }

    /// <summary>Kernels that started before the one before them on their stream had ended.</summary>
    public long OverlappingOnStream { get; init; }

    /// <summary>In which nothing ran.</summary>
    public long Idle => Span - Busy;

    /// <summary>Communication by the time in which a kernel ran, 0 to 1; null without kernels.</summary>
    public double? CommunicationShare => KernelBusy == 0 ? null : (double)Communication / KernelBusy;

    /// <summary>Overlap by communication, 0 to 1; null where the question cannot be answered: no communication, or one stream.</summary>
    public double? OverlapShare => Communication == 0 || KernelStreams < 2 ? null : (double)Overlap / Communication;

    /// <summary>Its kernels, the one with the most time first.</summary>
    public ImmutableArray<KernelTime> TopKernels { get; init; } = [];

    /// <summary>Calls and sums by class, in the classes' order.</summary>
    public ImmutableArray<ClassTime> Classes { get; init; } = [];
}

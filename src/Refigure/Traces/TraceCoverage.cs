using System.Collections.Immutable;

namespace Refigure.Traces;

/// <summary>What the reading of a trace covered. Counts are of events.</summary>
public sealed record TraceCoverage
{
    /// <summary>All that were read, of whatever kind.</summary>
    public long Events { get; init; }

    /// <summary>Kernels.</summary>
    public long Kernels { get; init; }

    /// <summary>Copies of memory.</summary>
    public long Copies { get; init; }

    /// <summary>Settings of memory.</summary>
    public long Sets { get; init; }

    /// <summary>Operators on the host, such as <c>aten::mm</c>.</summary>
    public long HostOperators { get; init; }

    /// <summary>Calls of the CUDA runtime and driver.</summary>
    public long Calls { get; init; }

    /// <summary>Launches of whole CUDA graphs among <see cref="Calls"/>.</summary>
    public long GraphLaunches { get; init; }

    /// <summary>Of <see cref="GraphLaunches"/>, those of which the trace has no kernel: it was made without the graphs' nodes.</summary>
    public long EmptyGraphLaunches { get; init; }

    /// <summary>Events of the GPU that were left out since they have no usable time (missing, negative, not a number).</summary>
    public long Skipped { get; init; }

    /// <summary>Of <see cref="Skipped"/>, those whose duration is negative.</summary>
    public long NegativeDurations { get; init; }

    /// <summary>Stretches of the text that are no events and were passed over.</summary>
    public long Damaged { get; init; }

    /// <summary>Correlation numbers of kernels for which the trace has no call that launched them; null without such numbers, or without calls.</summary>
    public long? Unmatched { get; init; }

    /// <summary>Different correlation numbers of kernels: with CUDA graphs fewer than kernels.</summary>
    public long Correlations { get; init; }

    /// <summary>Whether the trace ends before its own end.</summary>
    public bool IsTruncated { get; init; }

    /// <summary>Bytes of text that were read, decompressed.</summary>
    public long Bytes { get; init; }

    /// <summary>Tables that a database does not have: nothing of what they are for is known.</summary>
    public ImmutableArray<string> Absent { get; init; } = [];

    /// <summary>Whether there are no kernels at all: usually only the driver's process was profiled.</summary>
    public bool HasNoKernels => Kernels == 0;

    /// <summary>Whether kernels are hidden in CUDA graphs.</summary>
    public bool HidesGraphKernels => EmptyGraphLaunches > 0;
}

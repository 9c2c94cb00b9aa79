using System.Collections.Immutable;

namespace Refigure.Traces;

/// <summary>What was read from one trace: GPUs, their events, and what there is to know about the reading.</summary>
public sealed record GpuTrace
{
    /// <summary>The file's name, for people.</summary>
    public required string Source { get; init; }

    /// <summary>What it was read from.</summary>
    public TraceFormat Format { get; init; }

    /// <summary>The rank whose process was profiled; null if neither the trace nor its file's name says it.</summary>
    public int? Rank { get; init; }

    /// <summary>How many ranks there were, as the trace says; null if it does not.</summary>
    public int? WorldSize { get; init; }

    /// <summary>Unix time in ns at which the trace's clock was 0; null if it is not said.</summary>
    public long? BaseTime { get; init; }

    /// <summary>The GPUs with events, by number.</summary>
    public ImmutableArray<GpuTimeline> Timelines { get; init; } = [];

    /// <summary>The names of events, by <see cref="GpuEvent.Name"/>.</summary>
    public ImmutableArray<string> Names { get; init; } = [];

    /// <summary>Steps, in the order of the trace.</summary>
    public ImmutableArray<TraceRange> Steps { get; init; } = [];

    /// <summary>Collectives by the sizes of their messages, where the trace has these (kernels of NCCL).</summary>
    public ImmutableArray<CollectiveMessage> Messages { get; init; } = [];

    /// <summary>What was read and what was not.</summary>
    public required TraceCoverage Coverage { get; init; }
}

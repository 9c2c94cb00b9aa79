using System.Collections.Immutable;
using Refigure.Traces.Scaling;

namespace Refigure.Traces;

/// <summary>What was read from a file or folder.</summary>
/// <param name="Traces">Traces, of one rank each or of several GPUs.</param>
/// <param name="Summaries">Tables that were summed up already.</param>
/// <param name="Remarks">Files that were left out, a sentence each.</param>
public sealed record TraceSet(
    ImmutableArray<GpuTrace> Traces,
    ImmutableArray<KernelSummary> Summaries,
    ImmutableArray<string> Remarks
)
{
    /// <summary>Execution traces of PyTorch, which have no kernels.</summary>
    public ImmutableArray<ExecutionTrace> Executions { get; init; } = [];

    /// <summary>Timing statistics of the study's profiler, by file.</summary>
    public ImmutableArray<TimingStats> Timings { get; init; } = [];
}

using System.Collections.Immutable;
using Refigure.Traces.Scaling;

namespace Refigure.Traces.Metrics;

/// <summary>What was profiled, and what was found: of a run of ours, or of a folder of the study. What is unknown is null.</summary>
public sealed record ProfiledWorkload
{
    /// <summary>The study's name for it: its folder's, or the run's case.</summary>
    public required string Experiment { get; init; }

    /// <summary>The model, without its owner.</summary>
    public string? Model { get; init; }

    /// <summary>Tensor parallel size.</summary>
    public int? TensorParallel { get; init; }

    /// <summary>Pipeline parallel size; 1 unless something else is said.</summary>
    public int PipelineParallel { get; init; } = 1;

    /// <summary>Shards of the weights over data-parallel ranks; 1 unless something else is said.</summary>
    public int DataShards { get; init; } = 1;

    /// <summary>Copies of the model; 1 unless something else is said.</summary>
    public int DataReplicas { get; init; } = 1;

    /// <summary>Expert parallel size; it has the ranks of the others, and adds none.</summary>
    public int ExpertParallel { get; init; } = 1;

    /// <summary>Requests of a batch.</summary>
    public int? BatchSize { get; init; }

    /// <summary>The longest sequence that the engine was set up for; no prompt need be as long.</summary>
    public int? SequenceLength { get; init; }

    /// <summary>Tokens that each request generates.</summary>
    public int? OutputTokens { get; init; }

    /// <summary>Tokens of each prompt.</summary>
    public int? InputTokens { get; init; }

    /// <summary>Such as <c>bfloat16</c>.</summary>
    public string? Precision { get; init; }

    /// <summary>Facts about the machine, as a run has them: gpu, gpus, cuda.</summary>
    public ImmutableSortedDictionary<string, string> NodeFacts { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The kinds of traces there are, in the study's words: <c>torch_et</c>, <c>kineto_trace</c>, <c>nsys</c>.</summary>
    public ImmutableArray<string> TraceKinds { get; init; } = [];

    /// <summary>Iterations, TTFT and TPOT in seconds.</summary>
    public TimingStats? Timing { get; init; }

    /// <summary>Measured generated tokens per second.</summary>
    public double? OutputThroughput { get; init; }

    /// <summary>Its traces.</summary>
    public ProfiledRun? Traces { get; init; }

    /// <summary>GPUs: the product of the parallel sizes.</summary>
    public int? Gpus => TensorParallel * PipelineParallel * DataShards * DataReplicas;

    /// <summary>Wall-clock time of an iteration, mean, in seconds.</summary>
    public double? Iteration => Timing is { Iterations: { IsEmpty: false } all } ? all.Average() : Timing?.Mean;
}

using System.Collections.Immutable;

namespace Refigure.Traces.Cards;

/// <summary>
/// The study's description of what was run (<c>workload_card.yaml</c>). What is not known is empty there; the number of GPUs is the
/// product of the parallel sizes that add ranks, and not their sum.
/// </summary>
public sealed record WorkloadCard
{
    /// <summary>What it is, in a sentence.</summary>
    public required string Description { get; init; }

    /// <summary>The model's page; empty for one that has none.</summary>
    public string ModelUrl { get; init; } = "";

    /// <summary>Whether the model is a mixture of experts.</summary>
    public bool IsMixture { get; init; }

    /// <summary>The model's name in small letters, without its owner.</summary>
    public required string ModelFamily { get; init; }

    /// <summary>Such as <c>bfloat16</c>.</summary>
    public string? Precision { get; init; }

    /// <summary>Requests of a batch.</summary>
    public int? BatchSize { get; init; }

    /// <summary>The longest sequence.</summary>
    public int? SequenceLength { get; init; }

    /// <summary>Tokens of each prompt; a key only where it is known.</summary>
    public int? InputTokens { get; init; }

    /// <summary>Tokens of each answer; a key only where it is known.</summary>
    public int? OutputTokens { get; init; }

    /// <summary>The prompts.</summary>
    public string Dataset { get; init; } = "synthetic";

    /// <summary>The network between machines.</summary>
    public string? Topology { get; init; }

    /// <summary>Its bandwidths in Gbit/s: out of the machine, within it.</summary>
    public ImmutableArray<int> BandwidthGbps { get; init; } = [];

    /// <summary>The GPU, such as <c>nvidia_a100</c>.</summary>
    public string? Gpu { get; init; }

    /// <summary>GPUs of each machine.</summary>
    public int? GpusPerNode { get; init; }

    /// <summary>Such as <c>cuda_12.4</c>.</summary>
    public string? Driver { get; init; }

    /// <summary>The engine.</summary>
    public string Framework { get; init; } = "vllm";

    /// <summary>How its code is compiled.</summary>
    public string Compiler { get; init; } = "plain_pytorch";

    /// <summary>Copies of the model.</summary>
    public int DataReplicas { get; init; } = 1;

    /// <summary>Shards over data-parallel ranks.</summary>
    public int DataShards { get; init; } = 1;

    /// <summary>Tensor parallel size.</summary>
    public int TensorParallel { get; init; } = 1;

    /// <summary>Pipeline parallel size.</summary>
    public int PipelineParallel { get; init; } = 1;

    /// <summary>Context parallel size.</summary>
    public int ContextParallel { get; init; } = 1;

    /// <summary>Expert parallel size; its ranks are those of the others.</summary>
    public int ExpertParallel { get; init; } = 1;

    /// <summary>The version of NCCL.</summary>
    public string? NcclVersion { get; init; }

    /// <summary>How bytes travel, such as <c>p2p</c>.</summary>
    public ImmutableArray<string> Protocols { get; init; } = [];

    /// <summary>The kinds of traces there are: <c>torch_et</c>, <c>kineto_trace</c>, <c>nsys</c>.</summary>
    public ImmutableArray<string> Traces { get; init; } = [];

    /// <summary>GPUs: the product of the sizes that add ranks.</summary>
    public int TotalCount => DataReplicas * DataShards * TensorParallel * PipelineParallel * ContextParallel;
}

namespace Refigure.Imports.Serving;

/// <summary>Who wrote a file of serving results.</summary>
internal enum ServingFormat
{
    /// <summary>Nobody who is known here.</summary>
    None,

    /// <summary>GuideLLM, JSON or YAML.</summary>
    GuideLlm,

    /// <summary>GuideLLM, the table of its numbers.</summary>
    GuideLlmTable,

    /// <summary>AIPerf, settings and totals.</summary>
    AiperfTotals,

    /// <summary>AIPerf, a request a line.</summary>
    AiperfRequests,

    /// <summary><c>vllm bench serve</c>.</summary>
    VllmBench,

    /// <summary><c>vllm bench sweep serve</c>: what its runs say, once more.</summary>
    VllmSweepSummary,

    /// <summary>The KV-cache study's script.</summary>
    KvCacheStudy,

    /// <summary>The course assignment's client.</summary>
    ClientLog,

    /// <summary>Samples of an engine's <c>/metrics</c>.</summary>
    MetricsTable,

    /// <summary>Samples of <c>nvidia-smi</c>.</summary>
    GpuTable,
}

namespace Refigure.Serving;

/// <summary>
/// Names and units of what a load measures. A latency has one measurement for each statistic, <c>ttft_mean</c>,
/// <c>ttft_p50</c> … of <see cref="Statistics"/>, and the bounds of a 95 % interval, <c>ttft_mean_low</c>, <c>ttft_mean_high</c>.
/// A statistic that too few requests support has no value.
/// </summary>
public static class ServingMetrics
{
    /// <summary>The latencies, in seconds: from the send, <c>_intended</c> from the intended start.</summary>
    public static readonly string[] Latencies = ["ttft", "ttft_intended", "tpot", "itl", "e2e", "e2e_intended"];

    /// <summary>The statistics of each.</summary>
    public static readonly string[] Statistics = ["mean", "std", "p50", "p90", "p95", "p99"];

    /// <summary>Requests per second that completed.</summary>
    public const string RequestThroughput = "request_throughput";

    /// <summary>Generated tokens per second.</summary>
    public const string OutputThroughput = "output_throughput";

    /// <summary>Prompt and generated tokens per second.</summary>
    public const string TotalThroughput = "total_token_throughput";

    /// <summary>Completed requests per second that met every limit.</summary>
    public const string Goodput = "goodput";

    /// <summary>The part of the requests that met every limit, failed ones among those that did not, 0 to 1.</summary>
    public const string SloAttainment = "slo_attainment";

    /// <summary>Requests at a time (setting).</summary>
    public const string Concurrency = "concurrency";

    /// <summary>Requests per second (setting).</summary>
    public const string RequestRate = "request_rate";

    /// <summary>Requests that the engine takes at a time (setting).</summary>
    public const string MaxNumSeqs = "max_num_seqs";

    /// <summary>GPUs of one copy of the model (setting).</summary>
    public const string TensorParallelSize = "tensor_parallel_size";

    /// <summary>Prompts worked on together (setting).</summary>
    public const string BatchSize = "batch_size";

    /// <summary>Requests by how they ended: <c>requests_completed</c>, <c>_empty</c>, <c>_failed</c>, <c>_cut</c>.</summary>
    public static string Requests(RequestStatus status) =>
        status switch
        {
            RequestStatus.Completed => "requests_completed",
            RequestStatus.Empty => "requests_empty",
            RequestStatus.Failed => "requests_failed",
            RequestStatus.Cut => "requests_cut",
            _ => throw new ArgumentOutOfRangeException(nameof(status)),
        };

    /// <summary>Seconds of load that the statistics are over.</summary>
    public const string Duration = "load_duration";

    /// <summary>Where the steady state begins, in seconds of the load; no value if there is none.</summary>
    public const string SteadyStart = "steady_start";

    /// <summary>How long the steady state lasts, in seconds; no value if there is none.</summary>
    public const string SteadyDuration = "steady_duration";

    /// <summary>
    /// Prompt tokens that the server took from its prefix cache, of all prompt tokens whose requests say so, 0 to 1: what is
    /// above 0 makes TTFT shorter than the prompts are long.
    /// </summary>
    public const string CachedPromptShare = "cached_prompt_share";

    /// <summary>The fullest KV cache, 0 to 1.</summary>
    public const string KvCachePeak = "kv_cache_usage_peak";

    /// <summary>The mean use of the KV cache, 0 to 1.</summary>
    public const string KvCacheMean = "kv_cache_usage_mean";

    /// <summary>The most memory in use on all GPUs of the engine together, in bytes.</summary>
    public const string GpuMemoryPeak = "gpu_memory_peak";

    /// <summary>The unit of a metric; that of <c>…_whole</c> is the metric's own.</summary>
    public static string UnitOf(string metric) =>
        metric switch
        {
            RequestThroughput or Goodput or RequestRate => "requests/s",
            OutputThroughput or TotalThroughput => "tokens/s",
            Concurrency or MaxNumSeqs or BatchSize => "requests",
            TensorParallelSize => "GPUs",
            KvCachePeak or KvCacheMean or CachedPromptShare or SloAttainment => "ratio",
            GpuMemoryPeak => "bytes",
            "client_cpu_share" => "ratio",
            "client_events_per_second" => "events/s",
            "client_bytes_per_second" => "bytes/s",
            _ when metric.EndsWith("_whole", StringComparison.Ordinal) => UnitOf(metric[..^"_whole".Length]),
            _ when metric.StartsWith("requests_", StringComparison.Ordinal) => "requests",
            _ => "s",
        };
}

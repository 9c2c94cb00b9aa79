using System.Collections.Frozen;
using System.Collections.Immutable;
using static Refigure.Telemetry.TelemetryQuantity;

namespace Refigure.Telemetry;

/// <summary>
/// What each engine calls what. Where a version has two names for a quantity, the first row counts. An engine without a row for a
/// quantity has none: TGI and plain transformers have no KV cache of a fixed size, so no gauge of it.
/// </summary>
internal static class MetricNames
{
    // vLLM's renamed gauge: both names stand in 0.9.2 to 0.10.2, and 0.11 hides the old one. The same for the prefix cache.
    // Old versions are said to count the prefix cache in blocks, and not in tokens: the ratio of the two is the same.
    private static readonly ImmutableArray<MetricName> Vllm =
    [
        new(KvCacheUsage, "vllm:kv_cache_usage_perc", new(0, 9, 2)),
        new(KvCacheUsage, "vllm:gpu_cache_usage_perc", null, new(0, 11)),
        new(RequestsRunning, "vllm:num_requests_running"),
        new(RequestsWaiting, "vllm:num_requests_waiting"),
        new(PromptTokens, "vllm:prompt_tokens_total"),
        new(GenerationTokens, "vllm:generation_tokens_total"),
        new(PrefixCacheQueries, "vllm:prefix_cache_queries_total", new(0, 9, 2)),
        new(PrefixCacheQueries, "vllm:gpu_prefix_cache_queries_total", new(0, 8), new(0, 12)),
        new(PrefixCacheHits, "vllm:prefix_cache_hits_total", new(0, 9, 2)),
        new(PrefixCacheHits, "vllm:gpu_prefix_cache_hits_total", new(0, 8), new(0, 12)),
        new(Preemptions, "vllm:num_preemptions_total", new(0, 5)),
        new(CachedPromptTokens, "vllm:prompt_tokens_cached_total"),
    ];

    // envs/llamacpp/metrics.mjs gives them vLLM's names, whatever its own version is.
    private static readonly ImmutableArray<MetricName> LlamaCpp =
    [
        new(KvCacheUsage, "vllm:kv_cache_usage_perc"),
        new(RequestsRunning, "vllm:num_requests_running"),
        new(RequestsWaiting, "vllm:num_requests_waiting"),
        new(PromptTokens, "vllm:prompt_tokens_total"),
        new(GenerationTokens, "vllm:generation_tokens_total"),
    ];

    // envs/transformers/server.py.
    private static readonly ImmutableArray<MetricName> Transformers =
    [
        new(RequestsRunning, "transformers:num_requests_running"),
        new(RequestsWaiting, "transformers:num_requests_waiting"),
        new(PromptTokens, "transformers:prompt_tokens_total"),
        new(GenerationTokens, "transformers:generation_tokens_total"),
    ];

    // TGI counts tokens in histograms of requests that ended, so those that run are not in them yet.
    private static readonly ImmutableArray<MetricName> Tgi =
    [
        new(RequestsRunning, "tgi_batch_current_size"),
        new(RequestsWaiting, "tgi_queue_size"),
        new(PromptTokens, "tgi_request_input_length_sum"),
        new(GenerationTokens, "tgi_request_generated_tokens_sum"),
    ];

    private static readonly FrozenDictionary<string, ImmutableArray<MetricName>> Engines = new Dictionary<
        string,
        ImmutableArray<MetricName>
    >(StringComparer.Ordinal)
    {
        ["vllm"] = Vllm,
        ["llamacpp"] = LlamaCpp,
        ["transformers"] = Transformers,
        ["tgi"] = Tgi,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The names of all engines, each once.</summary>
    public static ImmutableArray<MetricName> All => [.. Vllm, .. Transformers, .. Tgi];

    /// <summary>The names of one version of an engine, the preferred first; empty for an engine that is not known.</summary>
    public static ImmutableArray<MetricName> Of(string engine, Version? version) =>
        Engines.TryGetValue(engine, out var names) ? [.. names.Where(name => name.IsIn(version))] : [];
}

using System.Collections.Immutable;
using Refigure.Serving;

namespace Refigure.Imports.Serving;

/// <summary>The settings and totals of <c>profile_export_aiperf.json</c>.</summary>
internal static class AiperfSettings
{
    private static readonly ImmutableArray<(string Name, string Metric)> Latencies =
    [
        ("time_to_first_token", "ttft"),
        ("inter_token_latency", "tpot"),
        ("request_latency", "e2e"),
    ];

    private static readonly ImmutableArray<(string Name, string Metric)> Totals =
    [
        ("request_throughput", ServingMetrics.RequestThroughput),
        ("output_token_throughput", ServingMetrics.OutputThroughput),
        ("total_token_throughput", ServingMetrics.TotalThroughput),
        ("benchmark_duration", ServingMetrics.Duration),
        ("request_count", ServingMetrics.Requests(RequestStatus.Completed)),
        ("error_request_count", ServingMetrics.Requests(RequestStatus.Failed)),
    ];

    /// <summary>The model; null if it is not said.</summary>
    public static string? Model(JsonPart? settings) =>
        settings?.Find("models", "items")?.Items().FirstOrNull()?.TextAt("name")
        ?? settings?.Find("endpoint", "model_names")?.Items().FirstOrNull()?.Text();

    /// <summary>The load, without what only the requests tell.</summary>
    public static LoadFacts Facts(JsonPart? json, JsonPart? settings)
    {
        var phases = settings?.Find("phases")?.Items().ToArray() ?? [];
        var phase =
            phases.Where(static one => one.TextAt("kind") is null or "profiling").FirstOrNull()
            ?? settings?.Find("loadgen");
        var warmUp = phases.Where(static one => one.TextAt("kind") == "warmup").FirstOrNull();
        var data = settings?.Find("datasets")?.Items().FirstOrNull();
        var rate = phase?.NumberAt("rate") ?? phase?.NumberAt("request_rate");
        return new()
        {
            Tool = $"aiperf {json?.TextAt("aiperf_version") ?? ServingResult.Unknown}",
            Concurrency = phase?.CountAt("concurrency"),
            RequestRate = rate,
            Arrivals = rate is null ? null : phase?.TextAt("arrival_pattern") ?? phase?.TextAt("type"),
            Requests = phase?.CountAt("requests") ?? phase?.CountAt("request_count"),
            WarmUpRequests = warmUp?.CountAt("requests"),
            Dataset = data?.TextAt("type"),
            PromptTokens = Fixed(data?.Find("prompts", "isl")),
            OutputTokens = Fixed(data?.Find("prompts", "osl")),
            Seed = json?.CountAt("run_info", "random_seed") ?? data?.CountAt("random_seed"),
            Endpoint = EndpointWords.Of(settings?.TextAt("endpoint", "type")),
            Url = UrlText.WithoutSecrets(
                settings?.Find("endpoint", "urls")?.Items().FirstOrNull()?.Text() ?? settings?.TextAt("endpoint", "url")
            ),
            Model = Model(settings),
            DurationSeconds = Seconds(json, "benchmark_duration"),
            Reported = json is { } totals ? Reported(totals) : ImmutableSortedDictionary<string, double>.Empty,
        };
    }

    private static ImmutableSortedDictionary<string, double> Reported(JsonPart json)
    {
        var reported = ImmutableSortedDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
        foreach (var (name, metric) in Latencies)
        {
            var unit = json.TextAt(name, "unit") switch
            {
                null or "ms" => 1e-3,
                "sec" or "s" => 1,
                _ => throw json.Get(name, "unit").Wrong("ms"),
            };
            Add(reported, metric + "_mean", json.NumberAt(name, "avg") * unit);
            foreach (var statistic in (ReadOnlySpan<string>)["std", "p50", "p90", "p95", "p99"])
            {
                Add(reported, $"{metric}_{statistic}", json.NumberAt(name, statistic) * unit);
            }
        }

        foreach (var (name, metric) in Totals)
        {
            Add(reported, metric, json.NumberAt(name, "avg"));
        }

        return reported.ToImmutable();
    }

    private static void Add(ImmutableSortedDictionary<string, double>.Builder reported, string metric, double? value)
    {
        if (value is { } number)
        {
            reported[metric] = number;
        }
    }

    private static double? Seconds(JsonPart? json, string name) => json?.NumberAt(name, "avg");

    private static int? Fixed(JsonPart? length) =>
        length?.NumberAt("stddev") is null or 0 && length?.NumberAt("mean") is >= 0 and <= int.MaxValue and var mean
            ? (int)mean
            : null;
}

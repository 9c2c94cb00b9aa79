using System.Collections.Immutable;
using Refigure.Serving;

namespace Refigure.Imports.Serving;

/// <summary>What <c>vllm bench serve</c> says of itself, by the names and in the units of <see cref="ServingMetrics"/>.</summary>
internal static class VllmBenchMetrics
{
    private static readonly ImmutableArray<(string Key, string Metric)> Latencies =
    [
        ("ttft", "ttft"),
        ("tpot", "tpot"),
        ("itl", "itl"),
        ("e2el", "e2e"),
    ];

    private static readonly ImmutableArray<(string Key, string Statistic)> Statistics =
    [
        ("mean", "mean"),
        ("std", "std"),
        ("median", "p50"),
        ("p50", "p50"),
        ("p90", "p90"),
        ("p95", "p95"),
        ("p99", "p99"),
    ];

    /// <summary>Its numbers; latencies of 0 because nothing completed, or no answer had two tokens, are none.</summary>
    public static ImmutableSortedDictionary<string, double> Reported(JsonPart json, int completed)
    {
        var reported = ImmutableSortedDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
        foreach (var (key, metric) in completed > 0 ? Latencies : [])
        {
            if (json.NumberAt($"mean_{key}_ms") is 0)
            {
                continue;
            }

            foreach (var (name, statistic) in Statistics)
            {
                Add(reported, $"{metric}_{statistic}", json.NumberAt($"{name}_{key}_ms") / 1000);
            }
        }

        Add(reported, ServingMetrics.Duration, json.NumberAt("duration"));
        // 0.3 misspelt its own key.
        Add(
            reported,
            ServingMetrics.RequestThroughput,
            json.NumberAt("request_throughput") ?? json.NumberAt("request_inthroughput")
        );
        Add(reported, ServingMetrics.OutputThroughput, json.NumberAt("output_throughput"));
        Add(
            reported,
            ServingMetrics.TotalThroughput,
            json.NumberAt("total_token_throughput")
                ?? json.NumberAt("input_throughput") + json.NumberAt("output_throughput")
        );
        Add(reported, ServingMetrics.Goodput, json.NumberAt("request_goodput"));
        Add(reported, ServingMetrics.Requests(RequestStatus.Completed), completed);
        Add(
            reported,
            ServingMetrics.Requests(RequestStatus.Failed),
            json.CountAt("failed")
                ?? (json.CountAt("num_prompts") is { } all && all >= completed ? all - completed : null)
        );
        return reported.ToImmutable();
    }

    private static void Add(ImmutableSortedDictionary<string, double>.Builder reported, string metric, double? value)
    {
        if (value is { } number)
        {
            reported[metric] = number;
        }
    }
}

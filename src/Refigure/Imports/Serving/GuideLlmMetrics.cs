using System.Collections.Immutable;
using Refigure.Serving;

namespace Refigure.Imports.Serving;

/// <summary>What a GuideLLM benchmark says of itself, by the names and in the units of <see cref="ServingMetrics"/>.</summary>
internal static class GuideLlmMetrics
{
    private static readonly ImmutableArray<(string Name, string Metric, double Unit)> Latencies =
    [
        ("time_to_first_token_ms", "ttft", 1e-3),
        ("inter_token_latency_ms", "itl", 1e-3),
        ("request_latency", "e2e", 1),
    ];

    private static readonly ImmutableArray<(string Name, string Metric)> Rates =
    [
        ("requests_per_second", ServingMetrics.RequestThroughput),
        ("output_tokens_per_second", ServingMetrics.OutputThroughput),
        ("tokens_per_second", ServingMetrics.TotalThroughput),
    ];

    /// <summary>
    /// Its numbers of the successful requests: in <c>.total</c> a failed one counts as a latency of 0. A distribution without
    /// values is all 0 with count 0, and then there is no number.
    /// </summary>
    public static ImmutableSortedDictionary<string, double> Reported(GuideLlmBenchmark benchmark)
    {
        var reported = ImmutableSortedDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
        foreach (var (name, metric, unit) in Latencies)
        {
            if (Distribution(benchmark.Metrics, name) is { } distribution)
            {
                Add(reported, metric + "_mean", distribution.NumberAt("mean"), unit);
                Add(reported, metric + "_std", distribution.NumberAt("std_dev"), unit);
                Add(reported, metric + "_p50", distribution.NumberAt("median"), unit);
                foreach (var percentile in (ReadOnlySpan<string>)["p90", "p95", "p99"])
                {
                    Add(reported, $"{metric}_{percentile}", distribution.NumberAt("percentiles", percentile), unit);
                }
            }
        }

        foreach (var (name, metric) in Rates)
        {
            // Only the mean is the rate; the rest of the distribution is over moments.
            Add(reported, metric, Distribution(benchmark.Metrics, name)?.NumberAt("mean"), 1);
        }

        foreach (
            var status in (ReadOnlySpan<RequestStatus>)
                [RequestStatus.Completed, RequestStatus.Failed, RequestStatus.Cut]
        )
        {
            Add(reported, ServingMetrics.Requests(status), benchmark.Count(status), 1);
        }

        return reported.ToImmutable();
    }

    private static JsonPart? Distribution(JsonPart metrics, string name) =>
        metrics.Find(name, "successful") is { } distribution && distribution.NumberAt("count") is not 0
            ? distribution
            : null;

    private static void Add(
        ImmutableSortedDictionary<string, double>.Builder reported,
        string metric,
        double? value,
        double unit
    )
    {
        if (value is { } number)
        {
            reported[metric] = number * unit;
        }
    }
}

using System.Collections.Immutable;
using Refigure.Results;

namespace Refigure.Serving;

/// <summary>
/// What a load measured, as measurements: over its steady state where it has one, else over the whole of it; the means of the
/// whole beside it as <c>…_whole</c>. Requests of the warm-up count nowhere; those that failed, were empty or cut are counted and
/// in no average.
/// </summary>
public static class ServingSummary
{
    private static readonly (string Name, Func<RequestRecord, double?> Value)[] Latencies =
    [
        ("ttft", static r => r.Ttft),
        ("ttft_intended", static r => r.TtftFromIntended),
        ("tpot", static r => r.Tpot),
        ("e2e", static r => r.E2e),
        ("e2e_intended", static r => r.E2eFromIntended),
    ];

    /// <summary>Every measurement of a load.</summary>
    /// <param name="requests">All requests, in the order of the file; empty where only a tool's summary is known.</param>
    /// <param name="facts">The load.</param>
    /// <param name="requestsPath">The path of <c>requests.jsonl</c> for the source.</param>
    /// <param name="sourceOf">Where in <c>load.json</c> a key stands, for the source.</param>
    public static ImmutableArray<Measurement> Of(
        ImmutableArray<RequestRecord> requests,
        LoadFacts facts,
        string requestsPath,
        Func<string, string> sourceOf
    )
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(sourceOf);
        var measurements = ImmutableArray.CreateBuilder<Measurement>();
        foreach (var (metric, key, value) in Settings(facts))
        {
            if (value is { } known)
            {
                measurements.Add(new(metric, known, ServingMetrics.UnitOf(metric), sourceOf(key)));
            }
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        if (!requests.IsEmpty)
        {
            var source = $"{requestsPath}:{requests.Length}";
            foreach (var (metric, value) in Computed(requests, facts))
            {
                if (value is null && facts.Reported.ContainsKey(metric))
                {
                    continue;
                }

                names.Add(metric);
                measurements.Add(
                    new(metric, value, ServingMetrics.UnitOf(metric), value is null ? requestsPath : source)
                );
            }
        }

        foreach (var (metric, value) in facts.Reported)
        {
            // What we computed ourselves is not replaced by what a tool says, but that stays visible.
            var name = names.Contains(metric) ? $"reported_{metric}" : metric;
            measurements.Add(new(name, value, ServingMetrics.UnitOf(metric), sourceOf(metric)));
        }

        return measurements.DrainToImmutable();
    }

    private static IEnumerable<(string Metric, string Key, double? Value)> Settings(LoadFacts facts) =>
        [
            (ServingMetrics.Concurrency, "concurrency", facts.Concurrency),
            (ServingMetrics.RequestRate, "request_rate", facts.RequestRate),
            (ServingMetrics.MaxNumSeqs, "max_num_seqs", facts.MaxNumSeqs),
            (ServingMetrics.TensorParallelSize, "tensor_parallel_size", facts.TensorParallelSize),
            (ServingMetrics.BatchSize, "batch_size", facts.BatchSize),
        ];

    private static IEnumerable<(string Metric, double? Value)> Computed(
        ImmutableArray<RequestRecord> requests,
        LoadFacts facts
    )
    {
        var measured = requests.RemoveAll(r => r.IsWarmUp);
        foreach (var status in Enum.GetValues<RequestStatus>())
        {
            yield return (ServingMetrics.Requests(status), measured.Count(r => r.Status == status));
        }

        var whole = SteadyState.Whole(measured);
        var steady = SteadyState.Of(measured, facts);
        yield return (ServingMetrics.SteadyStart, steady?.Start);
        yield return (ServingMetrics.SteadyDuration, steady?.Duration);
        yield return (ServingMetrics.Duration, (steady ?? whole)?.Duration);
        foreach (var rate in Rated(measured, steady ?? whole, facts, ""))
        {
            yield return rate;
        }

        foreach (var rate in Rated(measured, whole, facts, "_whole"))
        {
            yield return rate;
        }

        var completed = measured.RemoveAll(r => r.Status is not RequestStatus.Completed);
        var shown = steady is { } window ? completed.RemoveAll(r => !window.Has(r.Sent)) : completed;
        foreach (var (name, value) in Latencies)
        {
            foreach (var statistic in LatencySample.Of(name, shown, value).Statistics())
            {
                yield return statistic;
            }
        }

        foreach (var statistic in TokenGaps.Statistics(shown))
        {
            yield return statistic;
        }

        foreach (var (name, value) in Latencies)
        {
            yield return ($"{name}_mean_whole", LatencySample.MeanOf(completed, value));
        }

        yield return ("itl_mean_whole", TokenGaps.Mean(completed));
        yield return (ServingMetrics.CachedPromptShare, CachedShare(completed));
        if (!facts.Slo.IsEmpty)
        {
            var judged = measured.RemoveAll(r =>
                r.Status is RequestStatus.Cut || (steady is { } span && !span.Has(r.Sent ?? r.Intended))
            );
            yield return (
                ServingMetrics.SloAttainment,
                judged.IsEmpty ? null : (double)judged.Count(r => Goodput.Met(r, facts.Slo)) / judged.Length
            );
        }
    }

    private static IEnumerable<(string Metric, double? Value)> Rated(
        ImmutableArray<RequestRecord> measured,
        LoadWindow? window,
        LoadFacts facts,
        string ending
    )
    {
        var rates = window is { } known ? Rates.Of(measured, known) : null;
        yield return (ServingMetrics.RequestThroughput + ending, rates?.Requests);
        yield return (ServingMetrics.OutputThroughput + ending, rates?.Output);
        yield return (ServingMetrics.TotalThroughput + ending, rates?.Total);
        if (!facts.Slo.IsEmpty)
        {
            var good = window is { } span
                ? measured.Count(r => span.Has(r.End) && Goodput.Met(r, facts.Slo)) / span.Duration
                : (double?)null;
            yield return (ServingMetrics.Goodput + ending, good);
        }
    }

    private static double? CachedShare(ImmutableArray<RequestRecord> completed)
    {
        var cached = 0L;
        var asked = 0L;
        foreach (var request in completed)
        {
            if (request is { CachedTokens: { } hit, PromptTokens: { } prompt })
            {
                cached += hit;
                asked += prompt;
            }
        }

        return asked > 0 ? (double)cached / asked : null;
    }
}

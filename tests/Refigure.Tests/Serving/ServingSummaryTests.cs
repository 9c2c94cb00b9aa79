using System.Collections.Immutable;
using Refigure.Results;
using Refigure.Serving;

namespace Refigure.Tests.Serving;

public sealed class ServingSummaryTests
{
    // Each stream: requests of one second, one after the other; 0.1 s to the first of 10 tokens, then one each 0.1 s.
    private static ImmutableArray<RequestRecord> ClosedLoop(int streams, int rounds, double ramp = 0) =>
        [
            .. from round in Enumerable.Range(0, rounds)
            from stream in Enumerable.Range(0, streams)
            let start = round + (ramp * stream / streams)
            select Request(round * streams + stream, start),
        ];

    private static RequestRecord Request(int index, double start) =>
        new()
        {
            Index = index,
            Status = RequestStatus.Completed,
            Intended = start,
            Sent = start + 0.001,
            FirstToken = start + 0.101 - 1e-9,
            Arrivals = [.. Enumerable.Range(1, 10).Select(i => start + 0.001 + (0.1 * i) - 1e-9)],
            End = start + 1.001 - 1e-9,
            PromptTokens = 32,
            OutputTokens = 10,
            Chunks = 10,
        };

    private static readonly LoadFacts Four = new() { Tool = "refigure", Concurrency = 4 };

    [Fact]
    public void The_steady_state_of_a_closed_loop_lies_between_its_ramp_and_its_last_answers()
    {
        var window = SteadyState.Of(ClosedLoop(4, 10, ramp: 0.8), Four);

        window.ShouldNotBeNull();
        window.Value.Start.ShouldBe(0.601, 1e-6); // the fourth stream's first request
        window.Value.End.ShouldBe(10.001, 1e-6); // the first stream's last answer
    }

    [Fact]
    public void A_load_that_never_reaches_its_target_or_is_short_has_no_steady_state()
    {
        SteadyState.Of(ClosedLoop(3, 10), Four).ShouldBeNull();
        SteadyState.Of(ClosedLoop(4, 3), Four).ShouldBeNull();
        SteadyState.Of(ClosedLoop(4, 10), Four with { Concurrency = null }).ShouldBeNull();
    }

    [Fact]
    public void An_open_loop_is_steady_from_the_first_answer_to_the_last_arrival()
    {
        var requests = Enumerable.Range(0, 20).Select(i => Request(i, i * 0.5)).ToImmutableArray();

        var window = SteadyState.Of(requests, new LoadFacts { Tool = "refigure", RequestRate = 2 });

        window.ShouldNotBeNull();
        window.Value.Start.ShouldBe(1.001, 1e-6);
        window.Value.End.ShouldBe(9.5, 1e-9);
    }

    [Fact]
    public void Rates_and_latencies_are_those_of_the_steady_state_with_the_whole_beside()
    {
        var values = Values(ClosedLoop(4, 20), Four);

        values["requests_completed"].ShouldBe(80);
        values["output_throughput"]!.Value.ShouldBe(40, 0.5);
        values["total_token_throughput"]!.Value.ShouldBe(40 + (4 * 32), 8);
        values["ttft_mean"]!.Value.ShouldBe(0.1, 1e-8);
        values["ttft_intended_mean"]!.Value.ShouldBe(0.101, 1e-8);
        values["tpot_mean"]!.Value.ShouldBe(0.1, 1e-6);
        values["itl_mean"]!.Value.ShouldBe(0.1, 1e-8);
        values["itl_p99"]!.Value.ShouldBe(0.1, 1e-8);
        values["output_throughput_whole"]!.Value.ShouldBe(800 / 20.001, 1e-3);
        values["steady_duration"]!.Value.ShouldBe(20, 0.01);
    }

    [Fact]
    public void A_percentile_that_too_few_requests_support_is_missing_and_never_the_largest_value()
    {
        var values = Values(ClosedLoop(4, 10), Four);

        values["ttft_p95"].ShouldNotBeNull();
        values["ttft_p99"].ShouldBeNull();
    }

    [Fact]
    public void Failed_empty_cut_and_warm_up_requests_are_counted_and_in_no_average()
    {
        var requests = ClosedLoop(4, 10)
            .Add(Request(40, 0) with { IsWarmUp = true, FirstToken = 9, End = 10 })
            .Add(Request(41, 0) with { Status = RequestStatus.Failed, FirstToken = 9 })
            .Add(Request(42, 0) with { Status = RequestStatus.Empty, FirstToken = null, OutputTokens = 0 })
            .Add(Request(43, 0) with { Status = RequestStatus.Cut, FirstToken = 9 });

        var values = Values(requests, Four with { Concurrency = null });

        values["requests_completed"].ShouldBe(40);
        values["requests_failed"].ShouldBe(1);
        values["requests_empty"].ShouldBe(1);
        values["requests_cut"].ShouldBe(1);
        values["ttft_mean"]!.Value.ShouldBe(0.1, 1e-8);
    }

    [Fact]
    public void The_mean_ITL_weighs_tokens_also_where_a_chunk_brings_several_and_percentiles_are_then_missing()
    {
        var requests = ClosedLoop(4, 10)
            .Select(r => r with { Arrivals = [r.Arrivals.First, r.Arrivals.ElementAt(4), r.Arrivals.Last], Chunks = 3 })
            .ToImmutableArray();

        var values = Values(requests, Four);

        values["itl_mean"]!.Value.ShouldBe(0.1, 1e-8);
        values["chunk_gap_mean"]!.Value.ShouldBe(0.45, 1e-8);
        values["itl_p50"].ShouldBeNull();
    }

    [Fact]
    public void Goodput_counts_the_requests_that_meet_every_limit_from_their_intended_start()
    {
        var requests = ClosedLoop(1, 10).SetItem(0, Request(0, 0) with { Intended = -0.5 });
        var limits = ImmutableSortedDictionary<string, double>.Empty.Add("ttft", 0.2).Add("tpot", 0.15);

        var values = Values(requests, Four with { Concurrency = null, Slo = limits });

        values["goodput"]!.Value.ShouldBe(9 / 10.501, 1e-3);
        values["slo_attainment"].ShouldBe(0.9);
    }

    [Fact]
    public void What_a_tool_reported_stands_beside_what_is_computed_and_alone_where_there_are_no_requests()
    {
        var facts = Four with { Reported = ImmutableSortedDictionary<string, double>.Empty.Add("ttft_mean", 0.25) };

        Values(ClosedLoop(4, 10), facts)["reported_ttft_mean"].ShouldBe(0.25);
        Values([], facts)["ttft_mean"].ShouldBe(0.25);
    }

    [Fact]
    public void A_number_names_the_file_and_line_that_it_came_from()
    {
        var rows = ServingSummary.Of(ClosedLoop(4, 10), Four, "e/n/c/warm-1/requests.jsonl", key => $"load.json#{key}");

        rows.First(r => r.Metric == "ttft_mean").Source.ShouldBe("e/n/c/warm-1/requests.jsonl:40");
        rows.First(r => r.Metric == "ttft_p99").Source.ShouldBe("e/n/c/warm-1/requests.jsonl");
        rows.First(r => r.Metric == "concurrency")
            .ShouldBe(new Measurement("concurrency", 4, "requests", "load.json#concurrency"));
    }

    private static Dictionary<string, double?> Values(ImmutableArray<RequestRecord> requests, LoadFacts facts) =>
        ServingSummary
            .Of(requests, facts, "requests.jsonl", static key => key)
            .ToDictionary(m => m.Metric, m => m.Value, StringComparer.Ordinal);
}

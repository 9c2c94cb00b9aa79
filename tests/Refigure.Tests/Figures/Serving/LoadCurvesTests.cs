using Refigure.Serving;

namespace Refigure.Tests.Figures.Serving;

/// <summary>Figures 22 to 24.</summary>
public sealed class LoadCurvesTests
{
    [Fact]
    public void Throughput_has_the_total_beside_the_output_in_the_order_of_the_concurrency()
    {
        var data = Sweep().Compute(22);

        ServingRuns.Points(data, "Output").Select(m => (m.X, m.Y)).ShouldBe([("1", 600), ("16", 7000), ("128", 17000)]);
        ServingRuns.Points(data, "Input and output").Select(m => m.Y).ShouldBe([3000, 35000, 85000]);
        ServingRuns.Points(data).ShouldAllBe(m => m.Unit == "tokens/s" && m.N == 1 && m.Error == null);
    }

    [Fact]
    public void A_single_run_has_its_own_interval()
    {
        var data = Sweep().Compute(23);

        var bounds = data.Marks.Where(m => m.Panel == "interval" && m.X == "16").Select(m => (m.Label, m.Y)).ToArray();
        bounds.Length.ShouldBe(2);
        bounds[0].Label.ShouldBe("low");
        bounds[0].Y.ShouldNotBeNull().ShouldBe(57, 1e-9);
        bounds[1].Y.ShouldNotBeNull().ShouldBe(66, 1e-9);
        ServingRuns.Points(data, "TTFT").Select(m => m.Y).ShouldBe([17, 60, 320]);
        ServingRuns.Words(data, "error-bars").ShouldHaveSingleItem().ShouldContain("by bootstrap");
    }

    [Fact]
    public void Repeated_runs_have_a_mean_and_its_standard_error()
    {
        var data = Sweep()
            .Add("concurrency", "c16", ServingRuns.Load(16), ServingRuns.Values(7200, 0.064), iteration: 2)
            .Compute(23);

        var point = ServingRuns.Points(data).Single(m => m.X == "16");
        point.Y.ShouldNotBeNull().ShouldBe(62, 1e-9);
        point.Error.ShouldNotBeNull().ShouldBe(2, 1e-9);
        point.N.ShouldBe(2);
        data.Marks.ShouldNotContain(m => m.Panel == "interval" && m.X == "16");
        ServingRuns.Words(data, "error-bars").ShouldHaveSingleItem().ShouldContain("of a single run");
    }

    [Fact]
    public void Itl_and_latency_are_two_series_in_milliseconds()
    {
        var data = Sweep().Compute(24);

        ServingRuns
            .Points(data)
            .Select(m => (m.Series, m.X, m.Y))
            .Take(2)
            .ShouldBe([("ITL", "1", 2), ("ITL", "16", 2)]);
        ServingRuns.Points(data, "E2E latency").Select(m => m.Y).ShouldBe([300, 300, 300]);
    }

    [Fact]
    public void The_queue_limit_is_marked_where_the_run_knows_it()
    {
        var data = Sweep(maxNumSeqs: 64).Compute(22);

        var limit = data.Marks.Single(m => m.Series == "queue_limit");
        (limit.Label, limit.X, limit.Y, limit.Unit).ShouldBe(("max-num-seqs 64", "64", 64, "requests"));
        limit.Sources.ShouldHaveSingleItem();
        Sweep().Compute(22).Marks.ShouldNotContain(m => m.Series == "queue_limit");
    }

    [Fact]
    public void A_queue_limit_far_beyond_the_loads_is_said_and_not_marked()
    {
        var data = Sweep(maxNumSeqs: 1024).Compute(22);

        data.Marks.ShouldNotContain(m => m.Series == "queue_limit");
        ServingRuns
            .Words(data, "queue-limit")
            .ShouldBe(["The engine's queue limit (max-num-seqs 1024) is beyond what is shown."]);
    }

    [Fact]
    public void Slots_of_llama_cpp_are_its_queue_limit()
    {
        var runs = new ServingRuns("smoke");
        foreach (var concurrency in new[] { 1, 8 })
        {
            runs.Add(
                "concurrency",
                $"c{concurrency}",
                ServingRuns.Load(concurrency),
                ServingRuns.Values(10, 0.1),
                engine: "llamacpp",
                arguments: [("parallel", "4")],
                gpu: null
            );
        }

        runs.Compute(22).Marks.Single(m => m.Series == "queue_limit").Label.ShouldBe("4 slots");
    }

    [Fact]
    public void Where_there_is_no_steady_state_it_is_said()
    {
        var none = new ServingRuns()
            .Add("concurrency", "c1", ServingRuns.Load(1), ServingRuns.Values(1, 1, steady: null))
            .Add("concurrency", "c2", ServingRuns.Load(2), ServingRuns.Values(1, 1, steady: null));
        ServingRuns.Words(none.Compute(22), "no-steady-state").ShouldHaveSingleItem().ShouldStartWith("No run has");

        var some = none.Add("concurrency", "c4", ServingRuns.Load(4), ServingRuns.Values(1, 1, steady: 25.4));
        ServingRuns
            .Words(some.Compute(22), "steady-state")
            .ShouldBe([
                "No steady state (concurrency 1, 2): there the numbers are of the whole load; else of the steady state, 25 s long.",
            ]);

        ServingRuns
            .Words(Sweep().Compute(22), "steady-state")
            .ShouldBe(["The numbers are of the steady state of each load, 20 s long."]);
    }

    [Fact]
    public void Nothing_is_said_to_be_known_of_a_steady_state_that_no_tool_tells()
    {
        var data = new ServingRuns()
            .Add("concurrency", "c1", ServingRuns.Load(1), [("output_throughput", 1)])
            .Add("concurrency", "c2", ServingRuns.Load(2), [("output_throughput", 2)])
            .Compute(22);

        ServingRuns.Words(data, "no-steady-state").ShouldHaveSingleItem().ShouldContain("is not known");
        ServingRuns
            .Words(data, "missing")
            .ShouldBe(["Input and output is not shown: no run has total_token_throughput."]);
    }

    [Fact]
    public void Invalid_runs_are_not_averaged_and_a_case_that_has_no_others_is_named()
    {
        string[] why = ["The client was the bottleneck: 97 % CPU."];
        var data = Sweep()
            .Add("concurrency", "c16", ServingRuns.Load(16), ServingRuns.Values(1, 9), iteration: 2, invalid: why)
            .Add("concurrency", "c256", ServingRuns.Load(256), ServingRuns.Values(1, 9), invalid: why)
            .Compute(23);

        ServingRuns.Points(data).Select(m => m.X).ShouldBe(["1", "16", "128"]);
        ServingRuns.Points(data).Single(m => m.X == "16").Y.ShouldBe(60);
        ServingRuns
            .Words(data, "invalid-runs")
            .ShouldBe([
                "1 invalid run is not averaged: The client was the bottleneck: 97 % CPU.",
                "Not shown, since no run of it is valid: c256 (The client was the bottleneck: 97 % CPU).",
            ]);
    }

    [Fact]
    public void Contaminated_caches_busy_and_late_clients_and_failed_requests_are_findings()
    {
        var data = new ServingRuns()
            .Add("concurrency", "c1", ServingRuns.Load(1), ServingRuns.Values(1, 0.1))
            .Add(
                "concurrency",
                "c8",
                ServingRuns.Load(8) with
                {
                    Remarks = ["The server counts tokens that it did not send."],
                },
                [
                    .. ServingRuns.Values(2, 0.1),
                    (ServingMetrics.CachedPromptShare, 0.97),
                    ("client_cpu_share", 0.9),
                    ("ttft_intended_mean", 0.2),
                    ("requests_failed", 3),
                    ("requests_empty", 0),
                ]
            )
            .Compute(23);

        ServingRuns
            .Words(data, "prefix-cache")
            .ShouldHaveSingleItem()
            .ShouldContain("up to 97 % of the prompts' tokens from its prefix cache (concurrency 8)");
        ServingRuns.Words(data, "client-bottleneck").ShouldHaveSingleItem().ShouldContain("concurrency 8");
        ServingRuns.Words(data, "late-sends").ShouldHaveSingleItem().ShouldContain("concurrency 8");
        ServingRuns
            .Words(data, "failed-requests")
            .ShouldBe(["Of the requests 3 failed (concurrency 8): they are in no mean."]);
        ServingRuns.Words(data, "load").ShouldBe(["Concurrency 8: The server counts tokens that it did not send."]);
    }

    [Fact]
    public void Only_one_engine_model_and_workload_is_shown_and_the_others_are_named()
    {
        var data = Sweep()
            .Add("concurrency", "t1", ServingRuns.Load(1), ServingRuns.Values(1, 1), engine: "tgi", version: "3.3.7")
            .Add("concurrency", "t2", ServingRuns.Load(2), ServingRuns.Values(1, 1), engine: "tgi", version: "3.3.7")
            .Compute(22);

        data.Runs.Length.ShouldBe(3);
        data.Runs.ShouldAllBe(r => r.Record.Engine == "vllm");
        ServingRuns
            .Words(data, "left-out")
            .ShouldHaveSingleItem()
            .ShouldContain("on TGI 3.3.7, random, 512 tokens in, 128 out");
    }

    [Fact]
    public void Of_two_cases_with_one_concurrency_one_is_shown_and_it_is_said()
    {
        var data = Sweep().Add("concurrency", "again", ServingRuns.Load(16), ServingRuns.Values(1, 1)).Compute(22);

        ServingRuns.Points(data, "Output").Select(m => m.X).ShouldBe(["1", "16", "128"]);
        ServingRuns.Words(data, "left-out").ShouldBe(["More than one case has the load 16; shown is again."]);
    }

    [Fact]
    public void A_missing_value_is_a_gap_and_not_zero()
    {
        var data = Sweep()
            .Add(
                "concurrency",
                "c32",
                ServingRuns.Load(32),
                [("output_throughput", null), ("total_token_throughput", 1)]
            )
            .Compute(22);

        ServingRuns.Points(data, "Output").Single(m => m.X == "32").Y.ShouldBeNull();
        ServingRuns
            .Words(data, "missing")
            .ShouldHaveSingleItem()
            .ShouldStartWith("Concurrency 32: no iteration has a value");
    }

    [Fact]
    public void Imported_runs_stand_in_where_the_experiment_has_none()
    {
        var data = new ServingRuns()
            .Add("imported", "a", ServingRuns.Load(1), ServingRuns.Values(1, 1))
            .Add("imported", "b", ServingRuns.Load(8), ServingRuns.Values(2, 1))
            .Compute(22);

        ServingRuns.Points(data, "Output").Select(m => m.Y).ShouldBe([1, 2]);
    }

    [Fact]
    public void One_concurrency_is_no_curve() =>
        new ServingRuns()
            .Add("concurrency", "c8", ServingRuns.Load(8), ServingRuns.Values(1, 1))
            .Outcome(22)
            .WhyNot.ShouldNotBeNull()
            .ShouldStartWith(
                "Figure 22 needs output_throughput of one engine and model at two concurrencies at least, and there is only concurrency 8"
            );

    private static ServingRuns Sweep(int? maxNumSeqs = null) =>
        new ServingRuns()
            .Add("concurrency", "c128", ServingRuns.Load(128, maxNumSeqs), ServingRuns.Values(17000, 0.32))
            .Add("concurrency", "c1", ServingRuns.Load(1, maxNumSeqs), ServingRuns.Values(600, 0.017))
            .Add("concurrency", "c16", ServingRuns.Load(16, maxNumSeqs), ServingRuns.Values(7000, 0.06));
}

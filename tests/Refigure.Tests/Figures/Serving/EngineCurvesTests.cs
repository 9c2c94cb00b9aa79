using Refigure.Figures;
using Refigure.Figures.Serving;

namespace Refigure.Tests.Figures.Serving;

/// <summary>Figures 25 to 27.</summary>
public sealed class EngineCurvesTests
{
    [Fact]
    public void Engines_are_series_servers_before_the_baseline()
    {
        var data = Engines().Compute(25);

        ServingRuns.Points(data).Select(m => m.Series).Distinct().ShouldBe(["vLLM", "TGI", "Transformers"]);
        ServingRuns.Points(data, "vLLM").Select(m => (m.X, m.Y)).ShouldBe([("1", 600), ("16", 7000)]);
        ServingRuns.Points(data, "Transformers").Select(m => (m.X, m.Y)).ShouldBe([("1", 80)]);
    }

    [Fact]
    public void Ttft_is_in_milliseconds() =>
        ServingRuns.Points(Engines().Compute(26), "TGI").Select(m => (m.Y, m.Unit)).ShouldBe([(20, "ms"), (90, "ms")]);

    [Fact]
    public void A_million_tokens_cost_the_hour_by_the_tokens_of_an_hour()
    {
        var data = Engines().Compute(27);

        var cost = ServingRuns.Points(data, "vLLM")[0];
        cost.Y.ShouldNotBeNull().ShouldBe(2.93 / (600 * 3600) * 1e6, 1e-12);
        (cost.Unit, cost.N).ShouldBe(("$", 1));
        cost.Sources.ShouldHaveSingleItem().Measurement.Metric.ShouldBe("output_throughput");
        ServingRuns
            .Words(data, "price")
            .ShouldBe([
                "The price is $2.93 an hour for each GPU (--price-per-hour); the tokens are the generated ones.",
            ]);
    }

    [Fact]
    public void The_price_is_a_setting_and_counts_each_gpu()
    {
        var data = new ServingRuns()
            .Add(
                "engine-comparison",
                "two",
                ServingRuns.Load(1) with
                {
                    TensorParallelSize = 2,
                },
                ServingRuns.Values(1000, 0.1)
            )
            .Compute(27, price: 3.6);

        ServingRuns.Points(data).ShouldHaveSingleItem().Y.ShouldNotBeNull().ShouldBe(2, 1e-12);
        ServingRuns.Words(data, "price").ShouldHaveSingleItem().ShouldContain("$3.60 an hour for each GPU");
        data.Marks.Single(m => m.Series == EngineCurves.Price).Y.ShouldBe(3.6);
    }

    [Fact]
    public void Without_a_gpu_the_price_is_the_machine_s_and_it_is_said()
    {
        var data = new ServingRuns("smoke")
            .Add(
                "engine-comparison",
                "one",
                ServingRuns.Load(1),
                ServingRuns.Values(1000, 0.1),
                engine: "llamacpp",
                gpu: null
            )
            .Compute(27, price: 3.6);

        ServingRuns.Points(data).ShouldHaveSingleItem().Y.ShouldNotBeNull().ShouldBe(1, 1e-12);
        ServingRuns.Words(data, "price").ShouldHaveSingleItem().ShouldContain("for the machine, which has no GPU");
        ServingRuns.Words(data, "labels").ShouldHaveSingleItem().ShouldContain("where the study has engines");
    }

    [Fact]
    public void Settings_of_one_engine_are_told_apart_by_what_differs()
    {
        var runs = new ServingRuns("smoke");
        foreach (var slots in new[] { "1", "4" })
        {
            runs.Add(
                "engine-comparison",
                $"slots-{slots}",
                ServingRuns.Load(2),
                ServingRuns.Values(10, 0.1),
                engine: "llamacpp",
                arguments: [("parallel", slots), ("ctx-size", "512")],
                gpu: null
            );
        }

        ServingRuns.Points(runs.Compute(25)).Select(m => m.Series).ShouldBe(["llama.cpp 1 slot", "llama.cpp 4 slots"]);
    }

    [Fact]
    public void Many_settings_of_one_engine_leave_room_for_the_others()
    {
        var runs = Engines();
        for (var tokens = 1; tokens <= 7; tokens++)
        {
            runs.Add(
                "engine-comparison",
                $"v-{tokens}",
                ServingRuns.Load(1),
                ServingRuns.Values(600, 0.1),
                arguments: [("max-num-batched-tokens", $"{tokens}")]
            );
        }

        var data = runs.Compute(25);

        string[] series = [.. ServingRuns.Points(data).Select(m => m.Series).Distinct()];
        series.Length.ShouldBe(6);
        series.ShouldContain("TGI");
        series.ShouldContain("Transformers");
        ServingRuns.Words(data, "left-out").ShouldBe(["4 more settings were run, and are not shown."]);
    }

    [Fact]
    public void Releases_of_one_engine_are_told_apart_by_their_version()
    {
        var data = Engines()
            .Add("engine-comparison", "old", ServingRuns.Load(1), ServingRuns.Values(500, 0.1), version: "0.20.2")
            .Compute(25);

        ServingRuns
            .Points(data)
            .Select(m => m.Series)
            .Distinct()
            .ShouldBe(["vLLM 0.20.2", "vLLM 0.25.1", "TGI", "Transformers"]);
    }

    [Fact]
    public void A_batch_stands_where_requests_at_a_time_are_not_known()
    {
        var batch = ServingRuns.Load() with { BatchSize = 8 };
        var data = Engines()
            .Add(
                "engine-comparison",
                "batch",
                batch,
                ServingRuns.Values(400, 0.1),
                engine: "transformers",
                version: "4.57"
            )
            .Compute(25);

        ServingRuns.Points(data, "Transformers").Select(m => m.X).ShouldBe(["1", "8"]);
        data.Marks.Single(m => m.Series == Annotation.LoadAxis).Label.ShouldBe("Concurrency or batch size");
    }

    [Fact]
    public void Another_workload_or_node_does_not_stand_beside()
    {
        var data = Engines()
            .Add(
                "engine-comparison",
                "long",
                ServingRuns.Load(1) with
                {
                    PromptTokens = 8000,
                },
                ServingRuns.Values(1, 1),
                engine: "llamacpp"
            )
            .Add("engine-comparison", "far", ServingRuns.Load(1), ServingRuns.Values(1, 1), node: "h100")
            .Compute(25);

        ServingRuns.Points(data).Select(m => m.Series).Distinct().ShouldBe(["vLLM", "TGI", "Transformers"]);
        ServingRuns.Words(data, "left-out").ShouldHaveSingleItem().ShouldContain("8000 tokens in");
        ServingRuns.Words(data, "node-chosen").ShouldHaveSingleItem().ShouldContain("h100");
    }

    [Fact]
    public void Findings_name_the_engine_and_its_loads()
    {
        var data = new ServingRuns()
            .Add("engine-comparison", "a", ServingRuns.Load(1), ServingRuns.Values(1, 1, steady: null))
            .Add("engine-comparison", "b", ServingRuns.Load(4), ServingRuns.Values(1, 1, steady: null))
            .Add("engine-comparison", "c", ServingRuns.Load(4), ServingRuns.Values(1, 1), engine: "tgi")
            .Compute(25);

        ServingRuns
            .Words(data, "steady-state")
            .ShouldHaveSingleItem()
            .ShouldStartWith("No steady state (vLLM at 1, 4): ");
    }

    [Fact]
    public void Without_a_known_load_it_is_said_what_is_missing() =>
        new ServingRuns()
            .Add("engine-comparison", "a", ServingRuns.Load(), ServingRuns.Values(1, 1))
            .Outcome(27)
            .WhyNot.ShouldNotBeNull()
            .ShouldStartWith("Figure 27 needs output_throughput of engines at known concurrencies or batch sizes");

    private static ServingRuns Engines() =>
        new ServingRuns()
            .Add(
                "engine-comparison",
                "t1",
                ServingRuns.Load(1),
                ServingRuns.Values(80, 0.03),
                engine: "transformers",
                version: "4.57"
            )
            .Add(
                "engine-comparison",
                "g1",
                ServingRuns.Load(1),
                ServingRuns.Values(500, 0.02),
                engine: "tgi",
                version: "3.3.7"
            )
            .Add(
                "engine-comparison",
                "g16",
                ServingRuns.Load(16),
                ServingRuns.Values(5000, 0.09),
                engine: "tgi",
                version: "3.3.7"
            )
            .Add("engine-comparison", "v16", ServingRuns.Load(16), ServingRuns.Values(7000, 0.06))
            .Add("engine-comparison", "v1", ServingRuns.Load(1), ServingRuns.Values(600, 0.017));
}

using System.Collections.Immutable;
using Refigure.Catalog;
using Refigure.Figures;
using Refigure.Results;

namespace Refigure.Tests.Figures;

/// <summary>The recipes whose logs are not here, and what recipes do with gaps, on made-up runs.</summary>
public sealed class RecipeTests
{
    [Fact]
    public void KV_cache_profiling_leaves_mixtures_out_of_the_fit_but_draws_them()
    {
        var data = Compute(
            7,
            [
                .. Line("kv-cache-profiling", "kv_cache_profiling", "qwen-0.5b", 1.05),
                .. Line("kv-cache-profiling", "kv_cache_profiling", "qwen-4b", 1.4),
                .. Line("kv-cache-profiling", "kv_cache_profiling", "qwen-7b", 1.7),
                .. Line("kv-cache-profiling", "kv_cache_profiling", "llama2-13b-hf", 2.3),
                .. Line("kv-cache-profiling", "kv_cache_profiling", "qwen-14.3b", 9),
                .. Line("kv-cache-profiling", "kv_cache_profiling", "deepseek-v2-lite-16b", 8),
                .. Line("kv-cache-profiling", "kv_cache_profiling", "llama3-3b", 5),
            ]
        );

        Labels(data)
            .ShouldBe(["Qwen-0.5B", "Qwen-4B", "Qwen-7B", "Llama2-13B", "Qwen-MoE-14.3B", "DeepSeek-V2-Lite-16B"]);
        Number(data, "slope").ShouldBe(0.1, 1e-12);
        Number(data, "intercept").ShouldBe(1, 1e-12);
        data.Marks.Single(m => m.Series == "pcc").Label.ShouldBe("PCC = 1.00");
        data.Marks.Count(m => m.Series == "points").ShouldBe(6);
        var fit = data.Marks.Where(m => m.Series == "fit").ToArray();
        fit.Length.ShouldBe(6);
        fit[^1].Y.ShouldNotBeNull().ShouldBe(2.6, 1e-12);
        data.Findings.Select(f => f.Kind).ShouldBe(["missing-case", "not-fitted"]);
        data.Findings[0].Message.ShouldContain("Qwen-14B");
        data.Findings[1].Message.ShouldContain("Qwen-MoE-14.3B, DeepSeek-V2-Lite-16B");
        data.Marks.Where(m => m.Series == "note").Select(m => m.Label).ShouldBe(data.Findings.Select(f => f.Message));
    }

    [Fact]
    public void Storing_graphs_takes_the_iterations_and_not_the_first_cold_run()
    {
        const string Metric = "graph_compile_general_shape";
        var data = Compute(
            15,
            [
                .. Line("compile-cache-off", Metric, "llama2-7b-hf", 20),
                .. Line("compile-cache-off", Metric, "yi-6b", 25),
                .. Line("compile-cache-off", Metric, "yi-9b", 36),
                TestRuns.Run("compile-cache-off", "yi-9b", [(Metric, 99)], cache: CacheState.CompileCold),
            ]
        );

        Labels(data).ShouldBe(["Llama2-7B", "Yi-6B", "Yi-9B"]);
        Bars(data).Select(m => m.X).ShouldBe(["995", "1120", "1693"]);
        Bars(data).Select(m => m.Y).ShouldBe([20, 25, 36]);
        Bars(data).ShouldAllBe(m => m.N == 3);
    }

    [Fact]
    public void Storing_graphs_also_takes_runs_that_say_they_are_cold()
    {
        const string Metric = "graph_compile_general_shape";
        var data = Compute(
            15,
            [
                .. TestRuns.Iterations("compile-cache-off", "yi-6b", Metric, [25, 27], CacheState.CompileCold),
                .. TestRuns.Iterations("compile-cache-off", "yi-9b", Metric, [36, 38], CacheState.CompileCold),
            ]
        );

        Bars(data).Select(m => m.Y).ShouldBe([26, 37]);
        data.Findings.Select(f => f.Kind).ShouldContain("no-fit");
    }

    [Fact]
    public void Two_processors_are_paired_by_model_whatever_their_arguments_and_the_figure_says_so()
    {
        var data = Compute(
            11,
            [
                .. Side("n1", "qwen-14b", 10, ("max_model_len", "16752")),
                .. Side("n1", "yi-6b", 4),
                .. Side("n3", "yi-6b", 8),
                .. Side("n3", "qwen-14b", 30),
                .. Side("n1", "falcon-7b", 1),
            ]
        );

        var bars = Bars(data);
        bars.Select(m => m.Label)
            .ShouldBe([
                "Tokenizer Init",
                "Model Init",
                "Load Weights",
                "Dynamo Transform",
                "Load Compiled Graphs",
                "KV Cache Profiling",
                "Graph Capturing",
                "Total Time",
            ]);
        bars[2].Y.ShouldNotBeNull().ShouldBe(2.5, 1e-12);
        bars[2].Error.ShouldNotBeNull().ShouldBe(0.5, 1e-12);
        bars[2].N.ShouldBe(2);
        bars[2].Sources.Length.ShouldBe(8);
        data.Marks.Single(m => m.Series == "axis").Label.ShouldBe("Normalized to node n1 values");
        var mismatch = data.Findings.Single(f => f.Kind == "argument-mismatch");
        mismatch.Message.ShouldContain(
            "Qwen-14B is compared under different arguments: max_model_len 16752 against not set"
        );
        mismatch.Runs.Length.ShouldBe(4);
        data.Findings.Single(f => f.Kind == "unpaired").Message.ShouldContain("Falcon-7B");
    }

    [Fact]
    public void Page_cold_starts_are_compared_with_warm_ones_and_cold_ones_left_alone()
    {
        var data = Compute(
            13,
            [
                .. TestRuns.Iterations("page-cache", "yi-6b", "load_weights", [1, 1]),
                .. TestRuns.Iterations("page-cache", "yi-6b", "load_weights", [14, 16], CacheState.PageCold),
                .. TestRuns.Iterations("page-cache", "yi-6b", "load_weights", [99], CacheState.Cold),
                .. TestRuns.Iterations("page-cache", "yi-6b", "load_weights", [77], CacheState.CompileCold),
            ]
        );

        var bar = Bars(data)[2];
        (bar.Label, bar.X, bar.Y, bar.Error, bar.N).ShouldBe(("Load Weights", "load_weights", 15, null, 1));
        Bars(data)[0].ShouldBe(Bars(data)[0] with { Y = null, Error = null, N = 0 });
        data.Marks.Single(m => m.Series == "axis").Label.ShouldBe("Normalized to DRAM loading");
    }

    [Fact]
    public void A_ratio_to_zero_seconds_is_left_out_and_said()
    {
        var data = Compute(
            11,
            [
                .. TestRuns.Iterations("cpu-comparison", "yi-6b", "tokenizer_init", [0, 0]),
                TestRuns.Run("cpu-comparison", "yi-6b", [("tokenizer_init", 0.2)], node: "n3"),
                TestRuns.Run("cpu-comparison", "yi-9b", [("tokenizer_init", 0.1)]),
                TestRuns.Run("cpu-comparison", "yi-9b", [("tokenizer_init", 0.2)], node: "n3"),
            ]
        );

        (Bars(data)[0].Y, Bars(data)[0].N).ShouldBe((2, 1));
        data.Findings.ShouldContain(f =>
            f.Kind == "partly-missing" && f.Message.Contains("Tokenizer Init: no ratio of Yi-6B")
        );
    }

    [Fact]
    public void A_value_that_is_missing_in_an_iteration_is_left_out_of_the_mean_and_said()
    {
        var data = Compute(4, [.. TestRuns.Iterations("model-sweep", "yi-6b", "load_weights", [22, null, 24])]);

        var bar = Bars(data).Single();
        (bar.Y, bar.N).ShouldBe((23, 2));
        bar.Sources.Length.ShouldBe(3);
        var finding = data.Findings.Single(f => f.Kind == "partly-missing");
        finding.Message.ShouldBe("Yi-6B: load_weights is missing in 1 of 3 iterations; the others are averaged.");
        finding.Runs.ShouldBe(["model-sweep/n1/yi-6b/warm-2"]);
    }

    [Fact]
    public void A_case_without_any_value_keeps_its_place_as_an_empty_bar()
    {
        var data = Compute(
            4,
            [
                .. TestRuns.Iterations("model-sweep", "yi-6b", "load_weights", [22, 24]),
                .. TestRuns.Iterations("model-sweep", "yi-9b", "load_weights", [null, null]),
            ]
        );

        Labels(data).ShouldBe(["Yi-6B", "Yi-9B"]);
        (Bars(data)[1].Y, Bars(data)[1].Error, Bars(data)[1].N).ShouldBe((null, null, 0));
        data.Marks.Count(m => m.Series == "points").ShouldBe(1);
    }

    [Fact]
    public void Invalid_runs_are_not_averaged_but_counted()
    {
        var data = Compute(
            4,
            [
                .. TestRuns.Iterations("model-sweep", "yi-6b", "load_weights", [22, 24]),
                TestRuns.Run("model-sweep", "yi-6b", [("load_weights", 900)], iteration: 3, valid: false),
            ]
        );

        Bars(data).Single().Y.ShouldBe(23);
        data.Findings.Single(f => f.Kind == "invalid-runs")
            .Message.ShouldBe("1 invalid run is not averaged: the log is empty.");
        data.Runs.Length.ShouldBe(2);
    }

    [Fact]
    public void Compile_cold_and_page_cold_runs_are_not_averaged_into_a_warm_figure()
    {
        var data = Compute(
            4,
            [
                .. TestRuns.Iterations("model-sweep", "yi-6b", "load_weights", [22]),
                .. TestRuns.Iterations("model-sweep", "yi-6b", "load_weights", [90], CacheState.CompileCold),
                .. TestRuns.Iterations("model-sweep", "yi-6b", "load_weights", [99], CacheState.PageCold),
            ]
        );

        (Bars(data).Single().Y, Bars(data).Single().N).ShouldBe((22, 1));
    }

    [Fact]
    public void A_model_that_the_catalog_does_not_know_is_drawn_last_and_not_fitted()
    {
        var runs = new[] { "yi-6b", "yi-9b", "llama2-13b-hf", "mystery-1b" }.SelectMany(
            (m, i) => TestRuns.Iterations("model-sweep", m, "load_weights", [i + 1], profile: "smoke")
        );
        var data = Compute(4, [.. runs], "smoke");

        Labels(data).ShouldBe(["Yi-6B", "Yi-9B", "Llama2-13B", "mystery-1b"]);
        Bars(data)[3].X.ShouldBe("");
        data.Marks.Single(m => m.Series == "pcc").N.ShouldBe(3);
        data.Findings.Single(f => f.Kind == "unknown-attribute")
            .Message.ShouldContain("models.yaml has no size_billions of mystery-1b");
    }

    [Fact]
    public void A_graph_s_size_that_the_catalog_does_not_know_is_the_one_that_a_start_measured()
    {
        var runs = new[] { ("m-1", 100_500), ("m-2", 200_000), ("m-3", 300_000) }.SelectMany(m =>
            (MeasuredRun[])
                [
                    TestRuns.Run(
                        "compile-cache-off",
                        m.Item1,
                        [("graph_compile_general_shape", m.Item2)],
                        profile: "lab"
                    ),
                    // Another experiment's: with the cache off no graph is written down.
                    Measured(TestRuns.Run("model-sweep", m.Item1, [], profile: "lab"), m.Item2),
                    Measured(TestRuns.Run("model-sweep", m.Item1, [], profile: "lab", version: "0.1"), 1),
                ]
        );

        var data = Compute(15, [.. runs], "lab");

        Bars(data).Select(b => b.X).ShouldBe(["100.5", "200", "300"]);
        data.Marks.Single(m => m.Series == "pcc").N.ShouldBe(3);
        data.Findings.ShouldNotContain(f => f.Kind == "unknown-attribute");
    }

    [Fact]
    public void What_an_experiment_has_and_nobody_has_run_yet_is_said_for_each_node()
    {
        var runs = new[] { "yi-6b", "yi-9b", "llama2-13b-hf" }.SelectMany(
            (m, i) => TestRuns.Iterations("model-sweep", m, "load_weights", [i + 1], profile: "lab")
        );
        CaseSpec[] cases =
        [
            .. new[] { "yi-6b", "yi-9b", "llama2-13b-hf", "qwen-4b", "qwen-7b" }.Select(m => new CaseSpec
            {
                Name = m,
                Model = m,
                Environment = "e",
                Caches = [new CacheIterations(CacheState.CompileCold, 1), new CacheIterations(CacheState.Warm, 3)],
            }),
            new CaseSpec
            {
                Name = "elsewhere",
                Model = "qwen-14b",
                Environment = "e",
                Nodes = ["n2"],
                Caches = [new CacheIterations(CacheState.Warm, 3)],
            },
        ];

        var outcome = FigureRecipes
            .Find(4)
            .ShouldNotBeNull()
            .Compute(
                new FigureInput("lab", [.. runs], StudyRuns.Models)
                {
                    Expected = new ExpectedRuns("model-sweep", [.. cases]),
                }
            );

        outcome
            .Data.ShouldNotBeNull()
            .Findings.Single(f => f.Kind == "missing-case")
            .Message.ShouldBe("Not there yet on n1: qwen-4b warm, qwen-7b warm.");
    }

    [Fact]
    public void Outside_the_study_the_stack_also_has_what_its_steps_leave_out()
    {
        (string, double?)[] start =
        [
            ("detect_platform", 0.1),
            ("llm_imports", 11),
            ("begin_to_first_log", 2.5),
            ("engine_config", 0.25),
            ("engine_core_start", 1),
            ("engine_handover", null),
            ("unattributed", 0.05),
            ("wall", 15),
        ];
        ImmutableArray<MeasuredRun> runs =
        [
            TestRuns.Run("startup-breakdown", "yi-6b", start, profile: "lab"),
            TestRuns.Run("startup-breakdown", "yi-6b", start, iteration: 2, profile: "lab"),
        ];

        var data = Compute(2, runs, "lab");

        var gaps = Bars(data).Where(b => b.Series == "beyond the steps").ToArray();
        gaps.Select(b => (b.Label, b.Y, b.N))
            .ShouldBe([
                ("Python and torch", 2.5, 2),
                ("Configuration, processes", 1.25, 2),
                ("Without a name", 0.05, 2),
            ]);
        gaps[1].Sources.Length.ShouldBe(4);
        data.Marks.Single(m => m.Series == "total").Y.ShouldNotBeNull().ShouldBe(14.9, 1e-9);
        data.Findings.Single(f => f.Kind == "unattributed")
            .Message.ShouldBe("Yi-6B: 11.10 of 15.00 s are the study's steps; 0.05 s have no name.");
        Compute(2, [TestRuns.Run("startup-breakdown", "yi-6b", start)])
            .Marks.ShouldNotContain(m => m.Series == "beyond the steps");
    }

    [Fact]
    public void A_node_without_runs_is_named_with_those_that_have_some()
    {
        var runs = TestRuns.Iterations("model-sweep", "yi-6b", "load_weights", [22]).ToImmutableArray();
        var outcome = FigureRecipes
            .Find(4)
            .ShouldNotBeNull()
            .Compute(new FigureInput("paper", runs, StudyRuns.Models, Node: "n9"));

        outcome.WhyNot.ShouldNotBeNull().ShouldContain("the node n9 has none (there are runs of n1)");
    }

    [Fact]
    public void Load_formats_without_runs_leave_a_gap_that_is_said()
    {
        var data = Compute(
            14,
            [
                Format("yi-6b", "safetensors", 1.6),
                Format("yi-6b", "runai_streamer", 1.1),
                Format("falcon-7b", "safetensors", 1.9),
            ]
        );

        Bars(data)
            .Select(m => (m.Label, m.Series, m.X))
            .ShouldBe([("Yi-6B", "Safetensors", "-0.25"), ("Yi-6B", "Runai Streamer", "0.25")]);
        data.Findings.Single(f => f.Kind == "missing-case").Message.ShouldContain("Yi-6B with Tensorizer");
    }

    [Fact]
    public void Outside_the_study_each_model_is_predicted_from_all_the_others()
    {
        string[] models = ["yi-6b", "yi-9b", "qwen-4b", "llama2-13b-hf", "falcon-7b"];
        string[] phases = [.. Refigure.Prediction.PredictorForm.Vllm.Phases, "actual_total_time"];
        var runs = models.Select(m =>
            TestRuns.Run(
                "model-sweep",
                m,
                [
                    .. phases.Select(p => (p, (double?)(StudyRuns.Models.Get(m).SizeBillions ?? 0))),
                    ("detect_platform", 1),
                    ("llm_imports", 1),
                    ("get_model_info", 1),
                    ("worker_init", 1),
                ],
                profile: "smoke"
            )
        );

        var bars = Bars(Compute(17, [.. runs], "smoke"));

        bars.Select(b => (b.Label, b.Series))
            .Take(3)
            .ShouldBe([("Falcon-7B", "Predicted"), ("Falcon-7B", "Truth"), ("Llama2-13B", "Predicted")]);
        bars.Length.ShouldBe(10);
        bars.Where(b => b.Series == "Truth").Select(b => b.Y).ShouldBe([7, 13, 4, 6, 9]);
        bars.Where(b => b.Series == "Predicted").ShouldAllBe(b => b.N == 4 && b.Y > 0);
    }

    [Fact]
    public void Recipes_are_found_by_number_and_there_is_no_sixteen()
    {
        FigureRecipes.All.Select(r => r.Number).ShouldBe([.. Enumerable.Range(1, 15), .. Enumerable.Range(17, 13)]);
        FigureRecipes.Find(16).ShouldBeNull();
    }

    private static MeasuredRun Format(string model, string format, double seconds) =>
        TestRuns.Run(
            "load-formats",
            model,
            [("model_loading", seconds)],
            @case: $"{model}+load-format={format}",
            arguments: [("load-format", format)]
        );

    private static MeasuredRun Measured(MeasuredRun run, long bytes) =>
        run with
        {
            Record = run.Record with { CacheEvidence = run.Record.CacheEvidence.Add(CompiledGraph.Fact, $"{bytes}") },
        };

    private static IEnumerable<MeasuredRun> Line(string experiment, string metric, string model, double value) =>
        TestRuns.Iterations(experiment, model, metric, [value, value, value]);

    private static IEnumerable<MeasuredRun> Side(
        string node,
        string model,
        double seconds,
        params (string Key, string Value)[] arguments
    ) =>
        Enumerable
            .Range(1, 2)
            .Select(i =>
                TestRuns.Run(
                    "cpu-comparison",
                    model,
                    [("load_weights", seconds)],
                    node,
                    string.Concat([model, .. arguments.Select(a => $"+{a.Key}={a.Value}")]),
                    iteration: i,
                    arguments: arguments
                )
            );

    private static FigureData Compute(int number, ImmutableArray<MeasuredRun> runs, string profile = "paper")
    {
        var outcome = FigureRecipes
            .Find(number)
            .ShouldNotBeNull()
            .Compute(new FigureInput(profile, runs, StudyRuns.Models));
        outcome.WhyNot.ShouldBeNull();
        return outcome.Data.ShouldNotBeNull();
    }

    private static FigureMark[] Bars(FigureData data) => [.. data.Marks.Where(m => m.Panel == "main")];

    private static IEnumerable<string> Labels(FigureData data) => Bars(data).Select(m => m.Label);

    private static double Number(FigureData data, string kind) =>
        data.Marks.Single(m => m.Series == kind).Y.ShouldNotBeNull();
}

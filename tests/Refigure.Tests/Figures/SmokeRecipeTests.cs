using System.Collections.Immutable;
using System.Globalization;
using Refigure.Catalog;
using Refigure.Figures;
using Refigure.Results;

namespace Refigure.Tests.Figures;

/// <summary>The figures as llama.cpp shows them, from made-up runs.</summary>
public sealed class SmokeRecipeTests
{
    private static readonly string[] Models =
    [
        "synthetic-15m",
        "synthetic-60m",
        "synthetic-125m",
        "synthetic-300m",
        "synthetic-500m",
        "synthetic-1b-q8",
        "synthetic-60m-v32k",
        "synthetic-60m-v64k",
        "synthetic-60m-v128k",
    ];

    private readonly ModelCatalog _models = ReadModels();

    [Fact]
    public void Weights_are_shown_from_disk_for_the_models_that_differ_in_size()
    {
        var data = Compute(4, Sweep());

        data.Marks.Where(m => m.Panel == Panels.Main)
            .Select(m => m.Label)
            .ShouldBe([
                "Synthetic-15M",
                "Synthetic-60M",
                "Synthetic-125M",
                "Synthetic-300M",
                "Synthetic-500M",
                "Synthetic-1B-Q8",
            ]);
        data.Runs.ShouldAllBe(r => r.Record.Identity.Cache == CacheState.PageCold);
        data.Findings[0].Message.ShouldBe("Page-cold starts: the weights are read from disk.");
    }

    [Fact]
    public void The_tokenizer_is_shown_for_the_models_that_differ_in_vocabulary()
    {
        Compute(3, Sweep()).Marks.Count(m => m.Panel == Panels.Main).ShouldBe(4);
    }

    [Fact]
    public void Each_start_is_predicted_from_the_other_models()
    {
        var data = Compute(17, Sweep());

        var marks = data.Marks.Where(m => m.Panel == Panels.Main).ToArray();
        marks.Count(m => m.Series == "Predicted").ShouldBe(Models.Length);
        marks.Where(m => m.Series == "Predicted").ShouldAllBe(m => m.N == Models.Length - 1);
    }

    [Fact]
    public void Reading_from_disk_is_a_ratio_of_the_steps_that_llama_cpp_has()
    {
        var data = Compute(
            13,
            [
                Run("page-cache", "synthetic-500m", CacheState.Warm, 0.01),
                Run("page-cache", "synthetic-500m", CacheState.PageCold, 0.5),
            ]
        );

        var bars = data.Marks.Where(m => m.Panel == Panels.Main).ToArray();
        bars.Select(m => m.Label)
            .ShouldBe([
                "Detect Platform",
                "LLM Imports",
                "Get Model Info",
                "Load Weights",
                "KV Cache",
                "Warm-Up",
                "Total Time",
            ]);
        bars.Single(m => m.Label == "Load Weights").Y.ShouldNotBeNull().ShouldBe(50, 1e-9);
    }

    [Fact]
    public void Load_methods_stand_side_by_side_and_a_missing_one_is_said()
    {
        var data = Compute(
            14,
            [
                Run("load-formats", "synthetic-300m", CacheState.PageCold, 0.1, "mmap"),
                Run("load-formats", "synthetic-300m", CacheState.PageCold, 0.3, "read"),
            ]
        );

        data.Marks.Where(m => m.Panel == Panels.Main).Select(m => m.Series).ShouldBe(["Mapped", "Read"]);
        data.Findings.Select(f => f.Message)
            .ShouldContain("No bar for Synthetic-300M with Direct I/O: there are no runs of it.");
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(15)]
    public void A_figure_without_a_smoke_experiment_says_why_in_a_line(int number)
    {
        FigureRecipes.WhyNoSmoke(number).ShouldNotBeNull().ShouldStartWith("llama.cpp");
        FigureRecipes.Find(number, "smoke").ShouldBe(FigureRecipes.Find(number));
    }

    private FigureData Compute(int number, ImmutableArray<MeasuredRun> runs)
    {
        var outcome = FigureRecipes.Find(number, "smoke")!.Compute(new FigureInput("smoke", runs, _models));
        return outcome.Data.ShouldNotBeNull(outcome.WhyNot);
    }

    private ImmutableArray<MeasuredRun> Sweep() =>
        [
            .. Models.SelectMany(model =>
                new[]
                {
                    Run("model-sweep", model, CacheState.Warm, 0.005),
                    Run("model-sweep", model, CacheState.PageCold, (_models.Get(model).SizeBillions ?? 0) + 0.01),
                }
            ),
        ];

    private MeasuredRun Run(string experiment, string model, CacheState cache, double weights, string? format = null)
    {
        var arguments = ImmutableSortedDictionary<string, string>.Empty;
        var name = model;
        if (format is not null)
        {
            arguments = arguments.Add("load-format", format);
            name += "+load-format=" + format;
        }

        var size = _models.Get(model).SizeBillions ?? 0;
        (string Metric, double Value)[] values =
        [
            ("detect_platform", 0.4),
            ("llm_imports", 0.3),
            ("get_model_info", 0.02),
            ("tokenizer_init", (_models.Get(model).TokenizerMegabytes ?? 0) / 30),
            ("model_init", 0.001),
            ("load_weights", weights),
            ("model_loading", weights + 0.001),
            ("kv_cache_profiling", 0.03 + (size / 10)),
            ("warm_up", 0.01 + size),
            ("unattributed", 0.07),
            ("actual_total_time", 0.9 + weights + size),
        ];
        return new MeasuredRun(
            new RunRecord
            {
                Identity = new RunIdentity(experiment, "here", name, cache, 1),
                Hash = string.Create(CultureInfo.InvariantCulture, $"{name}{cache}"),
                Files = [],
                Profile = "smoke",
                Engine = "llamacpp",
                EngineVersion = "3.22.1",
                Model = model,
                Arguments = arguments,
            },
            "",
            null,
            [.. values.Select(v => new Measurement(v.Metric, v.Value, "s", "engine.log:1"))]
        );
    }

    private static ModelCatalog ReadModels()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Refigure.slnx")))
        {
            folder = folder.Parent;
        }

        using var text = File.OpenText(Path.Combine(folder.FullName, "envs", "models.yaml"));
        return ModelCatalog.Read(text, "envs/models.yaml");
    }
}

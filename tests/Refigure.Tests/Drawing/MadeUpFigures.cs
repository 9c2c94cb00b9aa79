using System.Collections.Immutable;
using Refigure.Results;
using Refigure.Tests.Figures;

namespace Refigure.Tests.Drawing;

/// <summary>The study's figures whose logs are not here, from made-up runs of its models with times of such sizes.</summary>
internal static class MadeUpFigures
{
    private static readonly string[] RatioMetrics =
    [
        "tokenizer_init",
        "model_init",
        "load_weights",
        "dynamo_transform_time",
        "graph_compile_cached",
        "kv_cache_profiling",
        "graph_capturing",
        "actual_total_time",
    ];

    private static readonly double[] WarmSeconds = [0.25, 0.14, 1.6, 5.1, 4.4, 1.7, 1.1, 24];

    public static ImmutableArray<int> Numbers { get; } = [7, 11, 13, 15];

    public static Drawn Draw(int number) => Drawn.Of(number, new("paper", [.. Runs(number)], StudyRuns.Models));

    private static IEnumerable<MeasuredRun> Runs(int number) =>
        number switch
        {
            7 => KvCacheProfiling(),
            11 => Processors(),
            13 => PageCache(),
            15 => StoringGraphs(),
            _ => throw new ArgumentOutOfRangeException(nameof(number), number, "not made up"),
        };

    // The first of the mixtures of experts lies far from the line, and one model is absent.
    private static IEnumerable<MeasuredRun> KvCacheProfiling() =>
        Sweep(
            "kv-cache-profiling",
            "kv_cache_profiling",
            ("qwen-0.5b", 1.02),
            ("qwen-1.8b", 1.11),
            ("qwen-4b", 1.38),
            ("qwen-7b", 1.71),
            ("llama2-13b-hf", 2.29),
            ("yi-9b", 1.9),
            ("deepseek-r1-distill-llama-8b", 1.83),
            ("qwen-14.3b", 4.41),
            ("deepseek-v2-lite-16b", 3.87)
        );

    private static IEnumerable<MeasuredRun> StoringGraphs() =>
        Sweep(
            "compile-cache-off",
            "graph_compile_general_shape",
            ("llama2-7b-hf", 19.8),
            ("llama2-13b-hf", 25.3),
            ("yi-6b", 22.4),
            ("yi-9b", 33.9),
            ("qwen-4b", 25.7),
            ("qwen-14b", 26.1),
            ("qwen-14.3b", 30.6),
            ("llama3-3b", 19.1),
            ("deepseek-v2-lite-16b", 35.8),
            ("gpt-oss-20b", 21.5)
        );

    // Graph capturing differs most, and one model has other arguments on one side.
    private static IEnumerable<MeasuredRun> Processors()
    {
        double[] factors = [1.62, 1.48, 1.05, 1.71, 1.66, 1.12, 2.03, 1.53];
        foreach (var (model, shift) in new[] { ("yi-6b", -0.05), ("llama2-7b-hf", 0), ("qwen-14b", 0.09) })
        {
            foreach (var iteration in new[] { 1, 2, 3 })
            {
                var sizes = model == "qwen-14b" ? ("max_model_len", "16752") : ((string, string)?)null;
                yield return Side("cpu-comparison", model, "n1", iteration, i => WarmSeconds[i], sizes);
                yield return Side("cpu-comparison", model, "n3", iteration, i => WarmSeconds[i] * (factors[i] + shift));
            }
        }
    }

    // Weights from a disk take fourteen times as long, everything else as long as ever.
    private static IEnumerable<MeasuredRun> PageCache()
    {
        foreach (var (model, factor) in new[] { ("yi-6b", 13.2), ("llama2-7b-hf", 14.1), ("falcon-7b", 15.6) })
        {
            foreach (var iteration in new[] { 1, 2, 3 })
            {
                yield return Side("page-cache", model, "n1", iteration, i => WarmSeconds[i]);
                yield return Side(
                    "page-cache",
                    model,
                    "n1",
                    iteration,
                    i =>
                        WarmSeconds[i]
                        * (
                            i switch
                            {
                                2 => factor,
                                7 => factor / 7,
                                _ => 1 + (iteration * 0.01),
                            }
                        ),
                    cache: CacheState.PageCold
                );
            }
        }
    }

    private static IEnumerable<MeasuredRun> Sweep(
        string experiment,
        string metric,
        params (string Model, double Seconds)[] times
    ) =>
        times.SelectMany(t =>
            TestRuns.Iterations(
                experiment,
                t.Model,
                metric,
                [.. new[] { -0.02, 0.01, 0, 0.02, -0.01 }.Select(d => (double?)(t.Seconds + d))]
            )
        );

    private static MeasuredRun Side(
        string experiment,
        string model,
        string node,
        int iteration,
        Func<int, double> seconds,
        (string Key, string Value)? argument = null,
        CacheState cache = CacheState.Warm
    ) =>
        TestRuns.Run(
            experiment,
            model,
            RatioMetrics.Select((m, i) => (m, (double?)seconds(i))),
            node,
            argument is { } a ? $"{model}+{a.Key}={a.Value}" : model,
            cache,
            iteration,
            arguments: argument is { } given ? [given] : []
        );
}

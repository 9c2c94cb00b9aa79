using System.Collections.Immutable;
using Refigure.Serving;

namespace Refigure.Figures.Serving;

/// <summary>The recipes of the figures of serving studies: 18, 19 and 22 to 29.</summary>
internal static class ServingRecipes
{
    private const string Throughput = "Throughput (tokens/s)";

    private const string Releases =
        "Releases or settings of llama.cpp on a processor stand where the study has engines.";

    private const double BytesOfGib = 1 << 30;

    private static readonly SampledQuantity ProcessMemory = new(
        "memory_bytes",
        "Memory of the engine's processes (GiB)",
        "GiB",
        1 / BytesOfGib,
        "samples of memory"
    )
    {
        Remark = "There are no samples of a GPU: shown is the memory that the engine's processes have resident.",
    };

    public static ImmutableArray<FigureRecipe> All { get; } =
    [
        new SortedRequestLines
        {
            Number = 18,
            Title = "Sorted TTFT by number of GPUs",
            Experiment = "tp-serving",
            ValueAxis = "TTFT (s)",
            Latency = RequestLatency.Ttft,
        },
        new SortedRequestLines
        {
            Number = 19,
            Title = "Sorted TPOT by number of GPUs",
            Experiment = "tp-serving",
            ValueAxis = "TPOT (s/token)",
            Unit = "s/token",
            Latency = RequestLatency.Tpot,
        },
        new LoadCurves
        {
            Number = 22,
            Title = "Throughput by concurrency",
            Experiment = "concurrency",
            ValueAxis = Throughput,
            Unit = "tokens/s",
            Curves =
            [
                new("Output", ServingMetrics.OutputThroughput, Throughput),
                new("Input and output", ServingMetrics.TotalThroughput, Throughput),
            ],
        },
        new LoadCurves
        {
            Number = 23,
            Title = "TTFT by concurrency",
            Experiment = "concurrency",
            ValueAxis = "Mean TTFT (ms)",
            Unit = "ms",
            Curves = [new("TTFT", "ttft_mean", "Mean TTFT (ms)", IsTime: true)],
        },
        new LoadCurves
        {
            Number = 24,
            Title = "ITL and E2E latency by concurrency",
            Experiment = "concurrency",
            ValueAxis = "Mean ITL (ms)",
            Unit = "ms",
            Curves =
            [
                new("ITL", "itl_mean", "Mean ITL (ms)", IsTime: true),
                new("E2E latency", "e2e_mean", "Mean E2E latency (ms)", IsTime: true),
            ],
        },
        new EngineCurves
        {
            Number = 25,
            Title = "Throughput by engine",
            Experiment = "engine-comparison",
            ValueAxis = "Output throughput (tokens/s)",
            Unit = "tokens/s",
            Metric = ServingMetrics.OutputThroughput,
        },
        new EngineCurves
        {
            Number = 26,
            Title = "TTFT by engine",
            Experiment = "engine-comparison",
            ValueAxis = "Mean TTFT (ms)",
            Unit = "ms",
            Metric = "ttft_mean",
            IsTime = true,
        },
        new EngineCurves
        {
            Number = 27,
            Title = "Cost per million tokens by engine",
            Experiment = "engine-comparison",
            ValueAxis = "Cost per million tokens ($)",
            Unit = "$",
            Metric = ServingMetrics.OutputThroughput,
            IsCost = true,
        },
        new SampleTimeline
        {
            Number = 28,
            Title = "KV-cache usage over time",
            Experiment = "memory-over-time",
            ValueAxis = "KV-cache usage (%)",
            Unit = "%",
            Quantities = [new("kv_cache_usage", "KV-cache usage (%)", "%", 100, "samples of KV-cache usage")],
        },
        new SampleTimeline
        {
            Number = 29,
            Title = "GPU memory over time",
            Experiment = "memory-over-time",
            ValueAxis = "GPU memory in use (GiB)",
            Unit = "GiB",
            Quantities =
            [
                new("gpu*_memory_bytes", "GPU memory in use (GiB)", "GiB", 1 / BytesOfGib, "samples of GPU memory"),
                ProcessMemory,
            ],
        },
    ];

    /// <summary>Those that are another for runs of the profile <c>smoke</c>: llama.cpp on a processor.</summary>
    public static ImmutableArray<FigureRecipe> OfSmoke { get; } =
    [
        Sorted(18, "Sorted TTFT by threads or slots"),
        Sorted(19, "Sorted TPOT by threads or slots"),
        .. Enumerable.Range(22, 8).Select(OwnRunsOnly),
    ];

    private static FigureRecipe Sorted(int number, string title) =>
        (SortedRequestLines)OwnRunsOnly(number) with
        {
            Title = title,
            Configurations = [new("threads", "thread", "threads"), new("parallel", "slot", "slots")],
            Notes = ["Threads or parallel slots of llama.cpp on a processor stand where the study has GPUs."],
        };

    private static FigureRecipe OwnRunsOnly(int number)
    {
        var recipe = All.First(r => r.Number == number) with { TakesImported = false };
        return number switch
        {
            29 => recipe with { Title = "Memory over time" },
            >= 25 and <= 27 => recipe with { Notes = [Releases] },
            _ => recipe,
        };
    }
}

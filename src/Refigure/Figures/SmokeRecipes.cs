using System.Collections.Immutable;
using Refigure.Catalog;
using Refigure.Prediction;
using Refigure.Results;

namespace Refigure.Figures;

/// <summary>
/// The figures as llama.cpp can show them, for runs of the profile <c>smoke</c>. Phases that it does not have are absent, and
/// notes say what the labels mean for it.
/// </summary>
internal static class SmokeRecipes
{
    private const string Meaning =
        "For llama.cpp: Detect Platform loads its library and chooses a backend, LLM Imports imports node-llama-cpp, KV Cache "
        + "allocates the KV cache and compute buffers (nothing is profiled), Warm-Up generates one token.";

    private const string Mapped =
        "Weights are mapped, not copied: what is not read by the end of loading is read by the first token.";

    private static readonly ImmutableArray<RatioStep> Steps =
    [
        new("tokenizer_init", "Tokenizer Init"),
        new("model_init", "Model Init"),
        new("load_weights", "Load Weights"),
        new("kv_cache_profiling", "KV Cache"),
        new("warm_up", "Warm-Up"),
        new("actual_total_time", "Total Time"),
    ];

    // From disk first: mapped from memory, weights take the same few milliseconds whatever their size.
    private static readonly CacheState[] FromDisk = [CacheState.PageCold, CacheState.Warm];

    public static ImmutableArray<FigureRecipe> All { get; } =
    [
        new VersionBars
        {
            Number = 1,
            Title = "Start-up time by release of llama.cpp",
            Experiment = "versions",
            Metric = "initialize_engine",
            ValueAxis = "Start Up Time (s)",
            VersionAxis = "Release of node-llama-cpp",
            TakesImported = false,
            Notes = ["Each release of node-llama-cpp holds the llama.cpp of its day."],
        },
        new BreakdownStack
        {
            Number = 2,
            Title = "Where a warm start spends its time",
            Experiment = "startup-breakdown",
            ValueAxis = "Time (s)",
            StudyModel = "synthetic-60m",
            TakesImported = false,
            Steps =
            [
                new("detect_platform", "Detect Platform", IsProcessorBound: true),
                new("llm_imports", "LLM Imports", IsProcessorBound: true),
                new("get_model_info", "Get Model Info", IsProcessorBound: true),
                new("tokenizer_init", "Tokenizer Initialization", IsProcessorBound: true),
                new("model_init", "Model Initialization", IsProcessorBound: true),
                new("load_weights", "Loading Weights", IsProcessorBound: true),
                new("kv_cache_profiling", "KV Cache Allocation", IsProcessorBound: true),
                new("warm_up", "Warm-Up", IsProcessorBound: true),
            ],
            Notes = [Meaning],
        },
        new AttributeBars
        {
            Number = 3,
            Title = "Tokenizer initialization by tokenizer size",
            Experiment = "model-sweep",
            ValueAxis = "Tokenizer Initialization Time (s)",
            Metric = "tokenizer_init",
            Attribute = ModelAttribute.TokenizerSize,
            AttributeAxis = "Tokenizer Size (MB)",
            InsetValueAxis = "Init Time (s)",
            StudyModels = [],
            OnlyModels = ["synthetic-60m", "synthetic-60m-v32k", "synthetic-60m-v64k", "synthetic-60m-v128k"],
            Caches = FromDisk,
            TakesImported = false,
            Notes = ["Models that differ in their vocabulary alone: bytes, 32,000, 64,000 and 128,000 tokens."],
        },
        new AttributeBars
        {
            Number = 4,
            Title = "Loading weights by model size",
            Experiment = "model-sweep",
            ValueAxis = "Loading Weights Time (s)",
            Metric = "load_weights",
            Attribute = ModelAttribute.Size,
            AttributeAxis = "Model Size (B)",
            InsetValueAxis = "Loading Time (s)",
            StudyModels = [],
            OnlyModels =
            [
                "synthetic-15m",
                "synthetic-60m",
                "synthetic-125m",
                "synthetic-300m",
                "synthetic-500m",
                "synthetic-1b-q8",
            ],
            NotFitted = ["synthetic-1b-q8"],
            Caches = FromDisk,
            TakesImported = false,
            Notes = ["Page-cold starts: the weights are read from disk.", Mapped],
        },
        Nodes(10, "Start-up steps under two names of this machine", "gpu-comparison"),
        Nodes(11, "Start-up steps under two names of this machine", "cpu-comparison"),
        new UsageHeatMap
        {
            Number = 12,
            Title = "Use of each core during a warm start",
            Experiment = "cpu-usage",
            ValueAxis = "Core ID",
            Unit = "%",
            TimeAxis = "Time (s)",
            ColourAxis = "CPU Usage (%)",
            TakesImported = false,
            Notes = ["Cores of the whole machine, other programs included; the engine runs one thread."],
        },
        new CacheRatioBars
        {
            Number = 13,
            Title = "Start-up steps with weights read from disk",
            Experiment = "page-cache",
            ValueAxis = "Normalized to DRAM loading",
            Unit = "ratio",
            TakesImported = false,
            Steps = Steps,
            Notes = [Mapped],
        },
        new LoadFormatBars
        {
            Number = 14,
            Title = "Model loading by load method",
            Experiment = "load-formats",
            ValueAxis = "Model Loading Time (s)",
            Metric = "model_loading",
            TakesImported = false,
            Formats = [new("mmap", "Mapped"), new("read", "Read"), new("direct-io", "Direct I/O")],
            StudyModels = [],
            Caches = FromDisk,
            Notes = ["Page-cold starts: the weights are read from disk.", Mapped],
        },
        new PredictionBars
        {
            Number = 17,
            Title = "Predicted and measured start-up",
            Experiment = "model-sweep",
            ValueAxis = "Startup Latency (s)",
            TakesImported = false,
            Form = PredictorForm.LlamaCpp,
            Caches = FromDisk,
            Notes = ["Page-cold starts; each model is predicted from all the others."],
        },
    ];

    private static NodeRatioBars Nodes(int number, string title, string experiment) =>
        new()
        {
            Number = number,
            Title = title,
            Experiment = experiment,
            ValueAxis = "Normalized to one node's values",
            Unit = "ratio",
            TakesImported = false,
            StudyBaseline = "here-1",
            StudyOther = "here-2",
            Steps = Steps,
            Notes =
            [
                "Both nodes are this machine under two names: what is not 1 is what repeating the measurement changes.",
            ],
        };
}

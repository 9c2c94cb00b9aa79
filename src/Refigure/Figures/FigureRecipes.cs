using System.Collections.Immutable;
using Refigure.Catalog;
using Refigure.Figures.Serving;
using Refigure.Figures.Traces;
using Refigure.Results;

namespace Refigure.Figures;

/// <summary>The recipes of all figures. Figure 16 of the startup study is a drawing, not data.</summary>
public static class FigureRecipes
{
    private static readonly ImmutableArray<RatioStep> RatioSteps =
    [
        new("tokenizer_init", "Tokenizer Init"),
        new("model_init", "Model Init"),
        new("load_weights", "Load Weights"),
        new("dynamo_transform_time", "Dynamo Transform"),
        new("graph_compile_cached", "Load Compiled Graphs"),
        new("kv_cache_profiling", "KV Cache Profiling"),
        new("graph_capturing", "Graph Capturing"),
        new("actual_total_time", "Total Time"),
    ];

    /// <summary>All recipes, by number.</summary>
    public static ImmutableArray<FigureRecipe> All { get; } =
    [
        new VersionBars
        {
            Number = 1,
            Title = "Start-up time by vLLM version",
            Experiment = "versions",
            Metric = "initialize_engine",
            ValueAxis = "Start Up Time (s)",
            VersionAxis = "vLLM Version",
        },
        new BreakdownStack
        {
            Number = 2,
            Title = "Where a warm start spends its time",
            Experiment = "startup-breakdown",
            ValueAxis = "Time (s)",
            StudyModel = "llama3-3b",
            Steps =
            [
                new("detect_platform", "Detect Platform (§2.1)", IsProcessorBound: true),
                new("llm_imports", "LLM Imports (§2.1)", IsProcessorBound: true),
                new("get_model_info", "Get Model Info (§2.1)", IsProcessorBound: true),
                new("worker_init", "Worker Initialization (§2.1)", IsProcessorBound: true),
                new("tokenizer_init", "Tokenizer Initialization (§2.2)", IsProcessorBound: true),
                new("model_init", "Model Initialization (§2.3)", IsProcessorBound: true),
                new("load_weights", "Loading Weights (§2.3)", IsProcessorBound: true),
                new("dynamo_transform_time", "Dynamo Transformation (§2.4)", IsProcessorBound: true),
                new("graph_compile_cached", "Load Compiled Graphs (§2.4)", IsProcessorBound: true),
                new("kv_cache_profiling", "KV Cache Profiling (§2.5)", IsProcessorBound: false),
                new("graph_capturing", "Graph Capturing (§2.6)", IsProcessorBound: false),
            ],
            Gaps =
            [
                new("Python and torch", ["begin_to_first_log"]),
                new("Configuration, processes", ["engine_config", "engine_core_start", "engine_handover"]),
                new("Rest of model loading", ["model_loading_rest"]),
                new("Rest of compilation", ["torch_compile_rest"]),
                new("Kernel warm-up", ["kernel_warmup_gap"]),
                new("Rest of engine start", ["init_engine_rest"]),
                new("Answer and end", ["ready_to_first_answer", "last_log_after_end"]),
                new("Without a name", ["unattributed"]),
            ],
        },
        .. ModelSweep.Recipes,
        KvCacheProfiling,
        ModelSweep.GraphCapturing,
        new CaptureSizeBars
        {
            Number = 9,
            Title = "Graph capturing by number of batch sizes",
            Experiment = "graph-sizes",
            ValueAxis = "Graph Capturing Time (s)",
            AttributeAxis = "Number of Batch Sizes",
            InsetValueAxis = "Capturing Time (s)",
        },
        new NodeRatioBars
        {
            Number = 10,
            Title = "Start-up steps on another GPU",
            Experiment = "gpu-comparison",
            ValueAxis = "Normalized to one node's values",
            Unit = "ratio",
            StudyBaseline = "n1",
            StudyOther = "n2",
            Compared = "gpu",
            Steps = RatioSteps,
        },
        new NodeRatioBars
        {
            Number = 11,
            Title = "Start-up steps on another processor",
            Experiment = "cpu-comparison",
            ValueAxis = "Normalized to one node's values",
            Unit = "ratio",
            // Imported logs do not say that the processor is what differs between their nodes.
            TakesImported = false,
            StudyBaseline = "n1",
            StudyOther = "n3",
            Compared = "cpu",
            Steps = RatioSteps,
        },
        new UsageHeatMap
        {
            Number = 12,
            Title = "Use of each core during a warm start",
            Experiment = "cpu-usage",
            ValueAxis = "Core ID",
            Unit = "%",
            TimeAxis = "Time (s)",
            ColourAxis = "CPU Usage (%)",
        },
        new CacheRatioBars
        {
            Number = 13,
            Title = "Start-up steps with weights read from disk",
            Experiment = "page-cache",
            ValueAxis = "Normalized to DRAM loading",
            Unit = "ratio",
            Steps = RatioSteps,
        },
        new LoadFormatBars
        {
            Number = 14,
            Title = "Model loading by load format",
            Experiment = "load-formats",
            ValueAxis = "Model Loading Time (s)",
            Metric = "model_loading",
            Formats =
            [
                new("safetensors", "Safetensors"),
                new("tensorizer", "Tensorizer"),
                new("runai_streamer", "Runai Streamer"),
            ],
            StudyModels = ["llama2-13b-hf", "yi-6b", "llama2-7b-hf", "falcon-7b"],
        },
        StoringGraphs,
        new PredictionBars
        {
            Number = 17,
            Title = "Predicted and measured start-up",
            Experiment = "model-sweep",
            ValueAxis = "vLLM's Startup Latency (s)",
        },
        .. ServingRecipes.All.Where(r => r.Number < 20),
        .. TraceRecipes.All,
        .. ServingRecipes.All.Where(r => r.Number > 21),
    ];

    private static AttributeBars KvCacheProfiling =>
        new()
        {
            Number = 7,
            Title = "KV-cache profiling by model size",
            Experiment = "kv-cache-profiling",
            ValueAxis = "KV Cache Profiling Time (s)",
            Metric = "kv_cache_profiling",
            Attribute = ModelAttribute.Size,
            AttributeAxis = "Model Size (B)",
            InsetValueAxis = "Profiling Time (s)",
            WithoutCompilation = true,
            NotFitted = ["qwen-14.3b", "deepseek-v2-lite-16b"],
            StudyModels =
            [
                "qwen-0.5b",
                "qwen-1.8b",
                "qwen-4b",
                "qwen-7b",
                "qwen-14b",
                "llama2-13b-hf",
                "yi-9b",
                "deepseek-r1-distill-llama-8b",
                "qwen-14.3b",
                "deepseek-v2-lite-16b",
            ],
        };

    private static AttributeBars StoringGraphs =>
        new()
        {
            Number = 15,
            Title = "Compiling and storing graphs by graph size",
            Experiment = "compile-cache-off",
            // With its cache off an engine writes no graph down.
            AttributesFrom = "model-sweep",
            ValueAxis = "Storing Compiled Graphs Time (s)",
            Metric = "graph_compile_general_shape",
            Attribute = ModelAttribute.CompiledGraphSize,
            AttributeAxis = "Size (KB)",
            InsetValueAxis = "Storing Time (s)",
            // With the compile cache off every start compiles, whatever state it was started in.
            Caches = [CacheState.Warm, CacheState.CompileCold],
            StudyModels =
            [
                "llama2-7b-hf",
                "llama2-13b-hf",
                "yi-6b",
                "yi-9b",
                "qwen-4b",
                "qwen-14b",
                "qwen-14.3b",
                "llama3-3b",
                "deepseek-v2-lite-16b",
                "gpt-oss-20b",
            ],
        };

    /// <summary>Why a figure has no smoke experiment, in a line; null if it has one.</summary>
    public static string? WhyNoSmoke(int number) =>
        number switch
        {
            5 => "llama.cpp does not trace models with Dynamo.",
            6 => "llama.cpp loads no compiled graphs.",
            7 => "llama.cpp allocates a KV cache of the size that it is told, and profiles no memory.",
            8 or 9 => "llama.cpp on a processor captures no CUDA graphs.",
            20 => "llama.cpp on a processor has no kernels of a GPU and no all-reduce.",
            21 => "llama.cpp on a processor has no GPUs to spread a model over.",
            15 => "llama.cpp compiles no graphs and has no compile cache.",
            _ => null,
        };

    /// <summary>The recipe of a figure for runs of a profile; null if there is none with that number.</summary>
    public static FigureRecipe? Find(int number, string profile) =>
        (profile == "smoke" ? SmokeRecipes.All.FirstOrDefault(r => r.Number == number) : null) ?? Find(number);

    /// <summary>The recipe of a figure; null if there is none with that number.</summary>
    public static FigureRecipe? Find(int number) => All.FirstOrDefault(r => r.Number == number);
}

using System.Collections.Immutable;
using Refigure.Figures.Serving;
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

    private const string TooShort =
        "Tokenizer and model initialization are shorter than time stamps of llama.cpp's events can tell, and left out.";

    private static readonly ImmutableArray<RatioStep> Steps =
    [
        new("detect_platform", "Detect Platform"),
        new("llm_imports", "LLM Imports"),
        new("get_model_info", "Get Model Info"),
        new("load_weights", "Load Weights"),
        new("kv_cache_profiling", "KV Cache"),
        new("warm_up", "Warm-Up"),
        new("actual_total_time", "Total Time"),
    ];

    // From disk first: mapped from memory, weights take the same few milliseconds whatever their size.
    private static readonly CacheState[] FromDisk = [CacheState.PageCold, CacheState.Warm];

    public static ImmutableArray<FigureRecipe> All { get; } =
    [
        Study<VersionBars>(1) with
        {
            Title = "Start-up time by release of llama.cpp",
            VersionAxis = "Release of node-llama-cpp",
            TakesImported = false,
            Notes = ["Each release of node-llama-cpp holds the llama.cpp of its day."],
        },
        Study<BreakdownStack>(2) with
        {
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
        Study<AttributeBars>(3) with
        {
            OnlyModels = ["synthetic-60m", "synthetic-60m-v32k", "synthetic-60m-v64k", "synthetic-60m-v128k"],
            Caches = FromDisk,
            TakesImported = false,
            Notes = ["Models that differ in their vocabulary alone: bytes, 32,000, 64,000 and 128,000 tokens."],
        },
        Study<AttributeBars>(4) with
        {
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
        TwoNames(10),
        TwoNames(11),
        Study<UsageHeatMap>(12) with
        {
            TakesImported = false,
            Notes = ["Cores of the whole machine, other programs included; the engine runs one thread."],
        },
        Study<CacheRatioBars>(13) with
        {
            TakesImported = false,
            Steps = Steps,
            Notes = [Mapped, TooShort],
        },
        Study<LoadFormatBars>(14) with
        {
            Title = "Model loading by load method",
            TakesImported = false,
            Formats = [new("mmap", "Mapped"), new("read", "Read"), new("direct-io", "Direct I/O")],
            Caches = FromDisk,
            Notes = ["Page-cold starts: the weights are read from disk.", Mapped],
        },
        Study<PredictionBars>(17) with
        {
            ValueAxis = "Startup Latency (s)",
            TakesImported = false,
            Form = PredictorForm.LlamaCpp,
            Caches = FromDisk,
            Notes = ["Page-cold starts; each model is predicted from all the others."],
        },
        .. ServingRecipes.OfSmoke,
    ];

    private static NodeRatioBars TwoNames(int number) =>
        Study<NodeRatioBars>(number) with
        {
            Title = "Start-up steps on two nodes",
            TakesImported = false,
            StudyBaseline = "here-1",
            StudyOther = "here-2",
            Steps = Steps,
            StudyNote =
                "Both nodes are this machine under two names: what is not 1 is what repeating the measurement changes.",
            Notes = [TooShort],
        };

    // What is not said otherwise here is as in the study's figure.
    private static T Study<T>(int number)
        where T : FigureRecipe => (T)FigureRecipes.Find(number)!;
}

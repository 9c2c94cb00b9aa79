using System.Collections.Immutable;
using Refigure.Logs.Tables;
using static Refigure.Logs.Tables.LogEvent;

namespace Refigure.Logs.Phases;

/// <summary>
/// What each phase is: a number that <see cref="LogRows"/> finds, the time between two of its lines, or a formula over
/// other phases. Several rows of one phase are its definitions for different versions, or different sources of it.
/// </summary>
internal static class PhaseRows
{
    private const string S = "s";

    // csharpier-ignore
    public static readonly ImmutableArray<PhaseRow> All =
    [
        // The study's phases.
        new("detect_platform",     S, Between([PlatformCheck], [PlatformFound])),
        new("llm_imports",         S, Between([PlatformFound], [PluginsLoaded])),
        new("get_model_info",      S, Between([PluginsLoaded], [ModelInfoKnown]), Needs.ChunkedPrefill),
        new("worker_init",         S, Between([EngineWaits], [LoadStarted]), Until: "0.20"),
        new("worker_init",         S, Between([EngineWaits], [LoadStarted, LoadFromScratch]), Since: "0.21"),
        new("framework_bootstrap", S, Sum("detect_platform", "llm_imports", "get_model_info", "worker_init")),
        new("tokenizer_init",      S, Printed(TokenizerReady)),
        new("model_init",          S, Printed(ModelCreated)),
        new("load_weights",        S, Printed(WeightsLoaded), Needs.TalkingLoader) { IfLoaderIsSilent = Formula(["model_loading"], ["model_init"], []) },
        new("model_loading",       S, Printed(ModelLoaded)),
        new("dynamo_transform_time",       S, Printed(DynamoDone), Needs.Compilation),
        new("graph_compile_general_shape", S, Printed(GraphCompiled), Needs.ColdCompilation),
        new("graph_compile_cached",        S, Printed(GraphLoaded), Needs.WarmCompilation),
        new("torch.compile",       S, Printed(CompileDone), Needs.Compilation),
        // Until 0.16 torch.compile is Dynamo plus compilation and does not know of a load; since 0.17 it is measured and does.
        new("kv_cache_profiling",  S, Formula(["memory_profiling"], [], ["torch.compile", "graph_compile_cached"]), Until: "0.16"),
        new("kv_cache_profiling",  S, Formula(["memory_profiling"], [], ["torch.compile"]), Since: "0.17"),
        new("graph_capturing",     S, Printed(CaptureDone), Needs.CudaGraphs),
        new("init_engine",         S, Printed(EngineDone)),
        new("total_time",          S, Sum("framework_bootstrap", "tokenizer_init", "model_loading", "init_engine")),
        new("actual_total_time",   S, Between([FirstRecord], [LastRecord])),

        // What else the log tells.
        new("initialize_engine",       S, Printed(StartTook)),
        new("initialize_engine",       S, Printed(MarkEngine)),
        new("memory_profiling",        S, Printed(MemoryProfiled)),
        new("initial_profiling_run",   S, Printed(FirstRunDone), Needs.Compilation),
        new("init_engine_compilation", S, Printed(EngineCompilation), Needs.Compilation),
        new("registry_inspect",        S, Printed(RegistryInspected)),
        new("tokenizer_bracket",       S, Between([TokenizerLoading], [RendererLoading])),
        new("model_init_bracket",      S, Between([LoadStarted], [WeightsLoading]), Needs.TalkingLoader, Until: "0.20"),
        new("model_init_bracket",      S, Between([LoadStarted, LoadFromScratch], [WeightsLoading]), Needs.TalkingLoader, Since: "0.21"),
        new("model_loading_bracket",   S, Between([LoadStarted], [ModelLoaded]), Until: "0.20"),
        new("model_loading_bracket",   S, Between([LoadStarted, LoadFromScratch], [ModelLoaded]), Since: "0.21"),
        // What the study gives no name: the rest of the configuration, and processes that start and answer.
        new("engine_config",           S, Between([ModelInfoKnown], [TokenizerLoading]), Needs.ChunkedPrefill),
        new("engine_core_start",       S, Between([RendererLoading], [EngineWaits])),
        new("engine_handover",         S, Between([EngineDone], [EngineReady])),
        // From the last line before the capture to its end; the kernels that are warmed up first are in it.
        new("capture_bracket",         S, Between([ConcurrencyKnown, CacheSized], [CaptureDone]), Needs.CudaGraphs),
        new("capture_stamps",          S, Between([ConcurrencyKnown, CacheSized, CaptureAnnounced, GraphCaptured], [CaptureDone]), Needs.CudaGraphs),
        new("kernel_warmup_gap",       S, Between([DeviceMemoryKnown], [KernelsWarm])),
        new("begin_to_first_log",      S, Between([MarkBegin], [FirstRecord])),
        new("ready_to_first_answer",   S, Between([EngineReady], [MarkEnd])),
        new("last_log_after_end",      S, Between([MarkEnd], [LastRecord])) { IfReversed = "nothing was logged after the end mark" },
        new("mark_imported",           S, Printed(MarkImported)),
        new("mark_engine",             S, Printed(MarkEngine)),
        new("mark_first_answer",       S, Printed(MarkFirstAnswer)),
        new("mark_end_total",          S, Printed(MarkTotal)),

        // Sizes, as printed: "GB" of old versions are GiB too.
        new("model_size",              "GiB", Printed(ModelSize)),
        new("kv_cache_memory",         "GiB", Printed(CacheMemory)),
        new("kv_cache_tokens",         "tokens", Printed(CacheTokens)),
        new("kv_cache_blocks",         "blocks", Printed(CacheBlocks)),
        new("cudagraph_memory",        "GiB", Printed(CaptureMemory), Needs.CudaGraphs),
        new("cudagraph_capture_sizes", "sizes", Printed(CaptureSizes), Needs.CudaGraphs),
    ];

    /// <summary>The keys of all phases, in the order of the table.</summary>
    public static ImmutableArray<string> Keys { get; } = Distinct();

    // The rows of a phase are neighbours.
    private static ImmutableArray<string> Distinct()
    {
        var keys = ImmutableArray.CreateBuilder<string>();
        foreach (var row in All)
        {
            if (keys.Count == 0 || !string.Equals(keys[^1], row.Phase, StringComparison.Ordinal))
            {
                keys.Add(row.Phase);
            }
        }

        return keys.ToImmutable();
    }

    private static PrintedRule Printed(LogEvent @event) => new(@event);

    private static BetweenRule Between(ImmutableArray<LogEvent> from, ImmutableArray<LogEvent> to) => new(from, to);

    private static FormulaRule Sum(params ReadOnlySpan<string> phases) => new([.. phases], [], []);

    private static FormulaRule Formula(
        ImmutableArray<string> plus,
        ImmutableArray<string> minus,
        ImmutableArray<string> minusIfAny
    ) => new(plus, minus, minusIfAny);
}

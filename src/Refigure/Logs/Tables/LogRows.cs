using System.Collections.Immutable;
using static Refigure.Logs.Tables.EngineGeneration;
using static Refigure.Logs.Tables.LineLevel;
using static Refigure.Logs.Tables.LogEvent;
using static Refigure.Logs.Tables.PrintedBy;
using static Refigure.Logs.Tables.ReadAs;

namespace Refigure.Logs.Tables;

/// <summary>
/// The lines of vLLM's startup that are read, version by version: a new version is a new row (and an end to the old one).
/// From vLLM's source history and from real logs of 0.3.1 to 0.25.1; where a release is not in those logs its number is
/// inferred from the date of the change and may be one off. <see cref="Phases.PhaseRows"/> says what is made of the lines.
/// </summary>
internal static class LogRows
{
    // csharpier-ignore
    public static readonly ImmutableArray<LogRow> All =
    [
        // event           message begins with                                  since     until     by        level  read
        new(PlatformCheck, "No plugins for group vllm.platform_plugins found.", "0.7.0",  null,     FrontEnd, Debug, Stamp),
        new(PlatformFound, "Automatically detected platform ",                  "0.7.0",  "0.11.0", FrontEnd, Info,  Stamp),
        new(PlatformFound, "Automatically detected platform ",                  "0.11.1", null,     FrontEnd, Debug, Stamp),
        new(PlatformFound, "Platform plugin ",                                  "0.7.0",  "0.11.0", FrontEnd, Info,  Stamp),
        new(PlatformFound, "Platform plugin ",                                  "0.11.1", null,     FrontEnd, Debug, Stamp),
        new(PluginsLoaded, "No plugins for group vllm.general_plugins found.",  "0.7.0",  "0.8",    FrontEnd, Debug, Stamp),
        new(PluginsLoaded, "Available plugins for group vllm.general_plugins:", "0.9.0",  "0.9.0",  FrontEnd, Info,  Stamp),
        new(PluginsLoaded, "Available plugins for group vllm.general_plugins:", "0.9.1",  null,     FrontEnd, Debug, Stamp),
        new(RegistryInspected, "Registry inspect model class: Elapsed time ",   "0.11.0", null,     FrontEnd, Debug, Number("", " secs")),
        new(ModelInfoKnown, "Chunked prefill is enabled (EXPERIMENTAL).",       "0.5.0",  "0.5.2",  FrontEnd, Info,  Stamp),
        new(ModelInfoKnown, "Chunked prefill is enabled with ",                 "0.5.3",  null,     FrontEnd, Info,  Stamp),
        // The line above is logged once a text, and its first time is muted while options are read: where the number in it is
        // the default, this one follows it within a millisecond.
        new(ModelInfoKnown, "Asynchronous scheduling is ",                      "0.20.2", null,     FrontEnd, Info,  Stamp),
        new(TokenizerLoading, "Loading CachedHfTokenizer for ",                 "0.20.0", null,     FrontEnd, Debug, Stamp),
        new(RendererLoading, "Loading HfRenderer for ",                         "0.20.0", null,     FrontEnd, Debug, Stamp),
        new(TokenizerReady, "NEW: Init Tokenizer took ",                        "0.8.0",  null,     Patch,    Info,  Number("", " seconds")),

        // Start of the engine and of its workers.
        new(EngineWaits,  "Waiting for init message from front-end.",           "0.9.0",  "0.11.0", Engine,   Info,  Stamp, V1),
        new(EngineWaits,  "Waiting for init message from front-end.",           "0.11.1", null,     Engine,   Debug, Stamp, V1),
        new(Banner,       "Initializing an LLM engine",                         "0.2.0",  "0.7.0",  Engine,   Info,  Stamp),
        new(Banner,       "Initializing a V",                                   "0.7.1",  null,     Engine,   Info,  Stamp),
        new(AttentionBackend, "Using ",                                         "0.4.0",  null,     Engine,   Info,  Stamp),

        // The model.
        new(LoadStarted,  "Starting to load model ",                            "0.5.3",  null,     Engine,   Info,  Stamp),
        new(LoadFromScratch, "Loading model from scratch...",                   "0.9.1",  "0.11.0", Engine,   Info,  Stamp, V1),
        new(LoadFromScratch, "Loading model from scratch...",                   "0.25.0", null,     Engine,   Info,  Stamp, V1),
        new(ModelCreated, "NEW: Initializing Model took ",                      "0.8.0",  null,     Patch,    Info,  Number("", " seconds")),
        new(WeightsLoading, "Loading weights on ",                              "0.10.0", null,     Engine,   Debug, Stamp),
        new(WeightsLoaded, "Loading weights took ",                             "0.8.0",  null,     Engine,   Info,  Sum("", " seconds")),
        new(ModelLoaded,  "Model loading took ",                                "0.8.0",  "0.8.2",  Engine,   Info,  Number(" GB and ", " seconds")),
        new(ModelLoaded,  "Model loading took ",                                "0.8.3",  null,     Engine,   Info,  Number(" GiB and ", " seconds")),
        new(ModelLoaded,  "Model loading took ",                                "0.11.1", null,     Engine,   Info,  Number(" GiB memory and ", " seconds")),
        new(ModelSize,    "Loading model weights took ",                        "0.4.0",  "0.7",    Engine,   Info,  Number("", " GB")),
        new(ModelSize,    "Model loading took ",                                "0.8.0",  "0.8.2",  Engine,   Info,  Number("", " GB")),
        new(ModelSize,    "Model loading took ",                                "0.8.3",  null,     Engine,   Info,  Number("", " GiB")),

        // Compilation. A cold start compiles, a warm one loads; the total was a sum at first and is measured since 0.17.
        new(DynamoDone,   "Dynamo bytecode transform time: ",                   "0.6.5",  null,     Engine,   Info,  Sum("", " s")),
        new(GraphStored,  "Cache the graph of ",                                "0.6.5",  null,     Engine,   Info,  Stamp),
        new(GraphCompiled, "Compiling a graph for ",                            "0.6.5",  null,     Engine,   Info,  Sum(" takes ", " s")),
        new(GraphLoaded,  "Directly load the compiled graph for ",              "0.7.3",  "0.8.4",  Engine,   Info,  Sum(" took ", " s")),
        new(GraphLoaded,  "Directly load the compiled graph(s) for ",           "0.8.5",  null,     Engine,   Info,  Sum(" took ", " s")),
        new(ArtifactLoaded, "Directly load AOT compilation from path ",         "0.17.0", null,     Engine,   Info,  Stamp),
        new(ArtifactUnpacked, "reconstructed serializable fn from standalone",  "0.17.0", null,     Engine,   Info,  Stamp),
        new(CompileDone,  "torch.compile takes ",                               "0.6.5",  "0.16",   Engine,   Info,  Last("", " s in total")),
        new(CompileDone,  "torch.compile took ",                                "0.17.0", null,     Engine,   Info,  Sum("", " s in total")),
        new(CompileDone,  "torch.compile and initial profiling ",               "0.17.0", null,     Engine,   Info,  Sum(" took ", " s in total")),
        // With the compile cache off, and so nothing compiled ahead of the run.
        new(CompileDone,  "torch.compile and initial profiling/warmup run together", "0.20.2", null, Engine,  Info,  Sum(" took ", " s in total")),
        new(FirstRunDone, "Initial profiling/warmup run took ",                 "0.17.0", null,     Engine,   Info,  Number("", " s")),

        // Memory, the KV cache, CUDA graphs.
        new(MemoryProfiled, "Memory profiling takes ",                          "0.6.5",  "0.10.2", Engine,   Info,  Number("", " seconds"), V0),
        new(MemoryProfiled, "Memory profiling takes ",                          "0.9.1",  null,     Engine,   Debug, Number("", " seconds"), V1),
        new(CacheMemory,  "Available KV cache memory: ",                        "0.9.1",  null,     Engine,   Info,  Number("", " GiB")),
        new(CacheTokens,  "GPU KV cache size: ",                                "0.8.0",  null,     Engine,   Info,  Number("", " tokens"), V1),
        new(CacheBlocks,  "# GPU blocks: ",                                     "0.2.0",  "0.10",   Engine,   Info,  Number("", ","), V0),
        new(CacheBlocks,  "# CUDA blocks: ",                                    "0.7.0",  "0.10",   Engine,   Info,  Number("", ","), V0),
        new(ConcurrencyKnown, "Maximum concurrency for ",                       "0.6.4",  null,     Engine,   Info,  Stamp),
        // The newest versions say both in this one line; where the line above is there, it comes last and counts.
        new(CacheSized,   "GPU KV cache size: ",                                "0.8.0",  null,     Engine,   Info,  Stamp, V1),
        new(CaptureAnnounced, "Capturing the model for CUDA graphs.",           "0.2.6",  "0.6.4",  Engine,   Info,  Stamp),
        new(CaptureAnnounced, "Capturing cudagraphs for decoding.",             "0.6.5",  "0.10",   Engine,   Info,  Stamp, V0),
        new(GraphCaptured, "Capturing a cudagraph on (",                        "0.10.0", null,     Engine,   Debug, Stamp, V1),
        new(GraphCaptured, "CG Capture: mode=",                                 "0.25.0", null,     Engine,   Debug, Stamp, V1),
        new(CaptureDone,  "Graph capturing finished in ",                       "0.2.6",  null,     Engine,   Info,  Number("", " secs")),
        new(CaptureMemory, "Graph capturing finished in ",                      "0.6.4",  null,     Engine,   Info,  Maybe(", took ", " GiB")),
        new(DeviceMemoryKnown, "Free memory on device ",                        "0.11.0", null,     Engine,   Debug, Stamp),
        new(KernelsWarm,  "Kernel JIT monitor activated",                       "0.25.0", null,     Engine,   Info,  Stamp),

        // The engine is there. "seconds" became "s" in 0.20.
        new(EngineDone,   "init engine (profile, create kv cache, warmup model) took ", "0.6.5",  "0.19", Engine, Info, Number("", " seconds")),
        new(EngineDone,   "init engine (profile, create kv cache, warmup model) took ", "0.20.0", null,   Engine, Info, Number("", " s")),
        new(EngineCompilation, "init engine (profile, create kv cache, warmup model) took ", "0.20.0", null, Engine, Info, Maybe("(compilation: ", " s")),
        new(EngineReady,  "READY from local core engine process 0.",            "0.9.0",  null,     FrontEnd, Debug, Stamp, V1),

        // Scripts: the study's engine.py, and the JSON marks of our own.
        new(StartTook,    "initialize_engine took ",                            "0",      null,     Script,   Info,  Number("", " seconds")),
        new(MarkBegin,    "{\"mark\": \"begin\"",                               "0",      null,     Script,   Info,  Number("\"wall\": ", ",")),
        new(MarkImported, "{\"mark\": \"imported\"",                            "0",      null,     Script,   Info,  Number("\"seconds\": ", ",")),
        new(MarkEngine,   "{\"mark\": \"engine\"",                              "0",      null,     Script,   Info,  Number("\"seconds\": ", "}")),
        new(MarkFirstAnswer, "{\"mark\": \"first_answer\"",                     "0",      null,     Script,   Info,  Number("\"seconds\": ", ",")),
        new(MarkEnd,      "{\"mark\": \"end\"",                                 "0",      null,     Script,   Info,  Number("\"wall\": ", ",")),
        new(MarkTotal,    "{\"mark\": \"end\"",                                 "0",      null,     Script,   Info,  Number("\"total\": ", "}")),
    ];

    private static readonly (int First, int Count)[] Places = Locate();

    /// <summary>The rows of an event, in the order of their versions.</summary>
    public static ReadOnlySpan<LogRow> Of(LogEvent @event)
    {
        var (first, count) = Places[(int)@event];
        return All.AsSpan(first, count);
    }

    // The rows of an event are neighbours.
    private static (int First, int Count)[] Locate()
    {
        var places = new (int First, int Count)[(int)CaptureSizes + 1];
        for (var i = 0; i < All.Length; i++)
        {
            ref var place = ref places[(int)All[i].Event];
            place = place.Count == 0 ? (i, 1) : (place.First, place.Count + 1);
        }

        return places;
    }
}

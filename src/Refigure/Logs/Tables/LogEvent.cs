namespace Refigure.Logs.Tables;

/// <summary>What a line of a startup log can report. <see cref="LogRows"/> says which text reports it in which version.</summary>
internal enum LogEvent
{
    // The front end, before there is an engine.
    PlatformCheck,
    PlatformFound,
    PluginsLoaded,
    RegistryInspected,
    ModelInfoKnown,
    TokenizerLoading,
    TokenizerReady,
    RendererLoading,

    // The engine and its workers.
    EngineWaits,
    Banner,
    AttentionBackend,
    LoadStarted,
    LoadFromScratch,
    ModelCreated,
    WeightsLoading,
    WeightsLoaded,
    ModelLoaded,
    ModelSize,
    DynamoDone,
    GraphStored,
    GraphCompiled,
    GraphLoaded,
    ArtifactLoaded,
    ArtifactUnpacked,
    CompileDone,
    FirstRunDone,
    MemoryProfiled,
    CacheMemory,
    CacheTokens,
    CacheBlocks,
    CacheSized,
    ConcurrencyKnown,
    CaptureAnnounced,
    GraphCaptured,
    CaptureDone,
    CaptureMemory,
    DeviceMemoryKnown,
    KernelsWarm,
    EngineDone,
    EngineCompilation,
    EngineReady,

    // The script that starts the engine.
    StartTook,
    MarkBegin,
    MarkImported,
    MarkEngine,
    MarkFirstAnswer,
    MarkEnd,
    MarkTotal,

    // No line of their own.
    FirstRecord,
    LastRecord,
    CaptureSizes,
}

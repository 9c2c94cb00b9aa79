using Refigure.Logs.Lines;
using Refigure.Logs.Tables;
using static Refigure.Logs.Tables.LogEvent;

namespace Refigure.Logs.Phases;

/// <summary>How the engine was started, as the log shows: decides which lines are to be expected.</summary>
internal sealed class StartFacts
{
    private static readonly EngineVersion BeforeVersions = new(0, 3, 0, 0);

    private static readonly LogEvent[] Compiling =
    [
        DynamoDone,
        GraphStored,
        GraphCompiled,
        GraphLoaded,
        ArtifactLoaded,
        ArtifactUnpacked,
        CompileDone,
    ];

    private static readonly LogEvent[] AfterCompiling =
    [
        MemoryProfiled,
        CacheMemory,
        CacheTokens,
        CacheBlocks,
        CaptureDone,
        EngineDone,
    ];

    private readonly EventHits _hits;
    private readonly Banner? _banner;

    public StartFacts(LogScan scan)
    {
        _hits = scan.Hits;
        _banner = scan.Banner;
        IsDebug = scan.IsDebug;
        Version = _banner is null ? Inferred(_hits) : EngineVersion.Parse(_banner.Version ?? "") ?? BeforeVersions;
        Engine = _banner switch
        {
            null => EngineGeneration.Any,
            { IsV1: true } => EngineGeneration.V1,
            _ => EngineGeneration.V0,
        };
        CompileCache =
            _hits.Has(GraphCompiled) || _hits.Has(GraphStored) ? CompileCacheState.Compiled
            : _hits.Has(GraphLoaded) || _hits.Has(ArtifactLoaded) || _hits.Has(ArtifactUnpacked)
                ? CompileCacheState.Loaded
            : CompileCacheState.Off;
        Loader = Argument("load_format");
    }

    /// <summary>The engine's version: the banner's, else the lowest that prints what the log has; null if it has nothing.</summary>
    public EngineVersion? Version { get; }

    /// <summary>Which engine it is.</summary>
    public EngineGeneration Engine { get; }

    /// <summary>Whether DEBUG records are there.</summary>
    public bool IsDebug { get; }

    /// <summary>Whether the engine has the study's profiling patch.</summary>
    public bool IsPatched => _hits.Has(TokenizerReady) || _hits.Has(ModelCreated);

    /// <summary>What the log says about the compile cache.</summary>
    public CompileCacheState CompileCache { get; }

    /// <summary>The loader's name; null if the banner has none.</summary>
    public string? Loader { get; }

    /// <summary>Whether the loader does not print how long the weights took.</summary>
    public bool IsLoaderSilent => Loader is not null && SilentLoaders.Contains(Loader, Version);

    private bool IsEager => string.Equals(Argument("enforce_eager"), "True", StringComparison.Ordinal);

    /// <summary>Why a phase with such a need does not take place; null if it does, as far as the log shows.</summary>
    public string? WhyNot(Needs needs) =>
        needs switch
        {
            Needs.Compilation => WhyNoCompilation(),
            Needs.ColdCompilation => WhyNoCompilation()
                ?? (CompileCache == CompileCacheState.Loaded ? "the graph was loaded from the cache" : null),
            Needs.WarmCompilation => WhyNoCompilation()
                ?? (
                    CompileCache == CompileCacheState.Compiled ? "the graph was compiled, not loaded"
                    : _hits.Has(ArtifactUnpacked) ? "the compiled artifact was loaded whole"
                    : null
                ),
            Needs.CudaGraphs => IsEager || _banner?.CaptureSizes == 0
                ? "no CUDA graphs: the engine runs eagerly"
                : null,
            Needs.ChunkedPrefill => WhyNoChunkedPrefill(),
            Needs.TalkingLoader => IsLoaderSilent ? $"the loader {Loader} does not print it" : null,
            _ => null,
        };

    private string? WhyNoCompilation()
    {
        if (Array.Exists(Compiling, _hits.Has))
        {
            return _hits.Has(ArtifactUnpacked) ? "the compiled artifact was loaded whole" : null;
        }

        return IsEager ? "torch.compile is off: the engine runs eagerly"
            : Array.Exists(AfterCompiling, _hits.Has) ? "torch.compile is off: the engine got past it without a word"
            : null;
    }

    private string? WhyNoChunkedPrefill()
    {
        var asked = Argument("enable_chunked_prefill") ?? Argument("chunked_prefill_enabled");
        return asked is "False" || (asked is null && Engine == EngineGeneration.V0) ? "chunked prefill is off" : null;
    }

    private string? Argument(string key) => _banner?.Arguments.GetValueOrDefault(key);

    private static EngineVersion? Inferred(EventHits hits)
    {
        EngineVersion? version = null;
        for (var e = LogEvent.PlatformCheck; e < LogEvent.StartTook; e++)
        {
            if (!hits.Has(e))
            {
                continue;
            }

            // The rows of an event are in the order of their versions: the first one is the least that it tells.
            var least = LogRows.Of(e)[0].Versions.From;
            version = version is null || version < least ? least : version;
        }

        return version;
    }
}

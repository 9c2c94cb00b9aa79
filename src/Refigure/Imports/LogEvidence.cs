using System.Collections.Immutable;
using Refigure.Logs;
using Refigure.Quality;
using Refigure.Results;

namespace Refigure.Imports;

/// <summary>What a log itself says about its run.</summary>
internal static class LogEvidence
{
    /// <summary>The key of what the log says about the compile cache: <c>compiled</c>, <c>loaded</c> or <c>off</c>.</summary>
    public const string CompileCache = "compile_cache";

    /// <summary>The evidence of the cache state; none where the log has no records to judge by.</summary>
    public static ImmutableSortedDictionary<string, string> CacheState(StartupLog log)
    {
        var none = ImmutableSortedDictionary<string, string>.Empty;
        return log.RecordCount == 0 ? none : none.Add(CompileCache, Word(log.CompileCache));
    }

    /// <summary>Why a run with such a log may not be averaged; empty if it may.</summary>
    public static ImmutableArray<string> InvalidReasons(ImportedLog log) =>
        log.IsEmpty ? ["the engine's log is empty (0 bytes)"]
        : log.Log.RecordCount == 0 ? ["the engine's log holds no log records"]
        : [];

    /// <summary>The finding for a run that may not be averaged because of its log; null if there is nothing to say.</summary>
    public static Finding? Finding(ImportedLog log, string from, RunIdentity identity) =>
        InvalidReasons(log) is [var reason]
            ? new(
                log.IsEmpty ? "empty-log" : "no-records",
                $"{from}: {reason}; the run is kept, marked invalid, and not averaged.",
                [identity.RelativeFolder]
            )
            : null;

    private static string Word(CompileCacheState state) =>
        state switch
        {
            CompileCacheState.Compiled => "compiled",
            CompileCacheState.Loaded => "loaded",
            _ => "off",
        };
}

namespace Refigure.Telemetry;

/// <summary>What a server is asked for while it is under load, whatever it calls it.</summary>
public enum TelemetryQuantity
{
    /// <summary>Part of the KV cache in use, 0 to 1.</summary>
    KvCacheUsage,

    /// <summary>Requests that are worked on.</summary>
    RequestsRunning,

    /// <summary>Requests that wait.</summary>
    RequestsWaiting,

    /// <summary>Prompt tokens since the server's start.</summary>
    PromptTokens,

    /// <summary>Generated tokens since the server's start.</summary>
    GenerationTokens,

    /// <summary>Prompt tokens that were looked for in the prefix cache, since the server's start.</summary>
    PrefixCacheQueries,

    /// <summary>Prompt tokens that were found there, since the server's start.</summary>
    PrefixCacheHits,

    /// <summary>Requests that were put off to make room in the KV cache, since the server's start.</summary>
    Preemptions,

    /// <summary>Prompt tokens that were taken from any cache, since the server's start.</summary>
    CachedPromptTokens,
}

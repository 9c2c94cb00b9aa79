namespace Refigure.Imports.Serving;

/// <summary>An engine's state at a time. What was not told is null.</summary>
/// <param name="Wall">When, in seconds since 1970.</param>
/// <param name="Running">Requests that it works on.</param>
/// <param name="Waiting">Requests that wait.</param>
/// <param name="KvCacheUsage">The part of the KV cache in use, 0 to 1.</param>
/// <param name="GeneratedTokens">Tokens that it made since its start.</param>
internal sealed record MetricsSample(
    double Wall,
    double? Running,
    double? Waiting,
    double? KvCacheUsage,
    double? GeneratedTokens
);

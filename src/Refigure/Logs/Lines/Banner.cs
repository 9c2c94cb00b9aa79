using System.Collections.Immutable;

namespace Refigure.Logs.Lines;

/// <summary>What the engine says about itself when it starts.</summary>
/// <param name="Version">The version; null up to 0.3.</param>
/// <param name="IsV1">Whether it is the V1 engine.</param>
/// <param name="Arguments">The configuration's plain values by key; nested ones are left out.</param>
/// <param name="CaptureSizes">Number of CUDA-graph capture sizes; null if the banner has none.</param>
internal sealed record Banner(
    string? Version,
    bool IsV1,
    ImmutableSortedDictionary<string, string> Arguments,
    int? CaptureSizes
);

using System.Collections.Immutable;

namespace Refigure.Running.Gpus;

/// <summary>What was seen of the GPUs of a run.</summary>
/// <param name="Facts">For <c>run.json</c>.</param>
/// <param name="Broken">What makes the run invalid, a clause each.</param>
internal sealed record GpuFindings(ImmutableSortedDictionary<string, string> Facts, ImmutableArray<string> Broken)
{
    /// <summary>Nothing: the engine uses no GPU.</summary>
    public static GpuFindings None { get; } =
        new(ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal), []);
}

using System.Collections.Immutable;
using Refigure.Results;
using Refigure.Serving;

namespace Refigure.Assignment;

/// <summary>A configuration that figures 18 and 19 show: the run behind its line, and what was asked of it.</summary>
/// <param name="Name">As the figures name it: <c>1 GPU</c>, <c>2 GPUs</c>; in smoke runs <c>2 slots</c>.</param>
/// <param name="Run">The run.</param>
/// <param name="Requests">Its requests, in the order of the file.</param>
/// <param name="Load">What load it was; null if nobody knows.</param>
public sealed record ServedConfiguration(
    string Name,
    MeasuredRun Run,
    ImmutableArray<RequestRecord> Requests,
    LoadFacts? Load
)
{
    /// <summary>How the course's own material names files of it: <c>1gpu</c>, <c>2gpu</c>.</summary>
    public string Stem => ConfigurationNames.Stem(Name);

    /// <summary>What the client printed, where it is kept with the run; null where it is not.</summary>
    public string? ClientText { get; init; }
}

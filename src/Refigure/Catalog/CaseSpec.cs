using System.Collections.Immutable;
using Refigure.Results;

namespace Refigure.Catalog;

/// <summary>One case of an experiment in one profile, with everything that decides what is started.</summary>
public sealed record CaseSpec
{
    /// <summary>The name, also a folder name; unique within the experiment and profile.</summary>
    public required string Name { get; init; }

    /// <summary>The model, as in <c>models.yaml</c>.</summary>
    public required string Model { get; init; }

    /// <summary>The environment, a folder of <c>envs/</c>.</summary>
    public required string Environment { get; init; }

    /// <summary>
    /// Engine arguments by their long name without dashes; an empty value is a switch, spaces separate several values.
    /// </summary>
    public ImmutableSortedDictionary<string, string> Arguments { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Environment variables of the engine, on top of the environment's own.</summary>
    public ImmutableSortedDictionary<string, string> Variables { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The load that is put on it; null for a case that only starts.</summary>
    public LoadSpec? Load { get; init; }

    /// <summary>In which cache states it is run, and how often.</summary>
    public required ImmutableArray<CacheIterations> Caches { get; init; }

    /// <summary>
    /// The experiment that makes and holds its runs, under the same name: it has the same starts, which are made once; null: its
    /// own.
    /// </summary>
    public string? RunsOf { get; init; }

    /// <summary>The nodes on which it is run; empty for the one that the user names, or this machine.</summary>
    public ImmutableArray<string> Nodes { get; init; } = [];

    /// <summary>How long such a start typically takes, by cache state, where no run tells yet; empty if nobody said.</summary>
    public ImmutableSortedDictionary<CacheState, TimeSpan> TypicalStart { get; init; } =
        ImmutableSortedDictionary<CacheState, TimeSpan>.Empty;

    /// <summary>The time that a start may take before it counts as hanging.</summary>
    public TimeSpan ReadyTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The time that any one of its phases may take; null for no other limit than that of the whole.</summary>
    public TimeSpan? PhaseTimeout { get; init; }
}

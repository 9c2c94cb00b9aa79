using System.Collections.Immutable;
using Refigure.Results;

namespace Refigure.Imports;

/// <summary>A log in the startup study's artifact, and what the layout says about its run.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="From">Its path in the artifact, from <c>figures/</c> on.</param>
/// <param name="Figure">The figure.</param>
/// <param name="Side">The side of the figure.</param>
/// <param name="Case">The case.</param>
/// <param name="Cache">The claimed cache state.</param>
/// <param name="Iteration">The iteration, 1-based.</param>
internal sealed record StudyLog(
    string Path,
    string From,
    StudyFigure Figure,
    StudySide Side,
    StudyCase Case,
    CacheState Cache,
    int Iteration
)
{
    /// <summary>The case's name; also a folder name.</summary>
    public string CaseName { get; init; } = Case.Name;

    /// <summary>The version that the file's name claims; null if it claims none.</summary>
    public string? ClaimedVersion { get; init; }

    /// <summary>The environment variables that <c>env.json</c> sets.</summary>
    public ImmutableSortedDictionary<string, string> Variables { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The CPU usage samples that belong to the run; null if there are none.</summary>
    public string? CpuUsage { get; init; }

    /// <summary>The run's identity.</summary>
    public RunIdentity Identity => new(Figure.Experiment, Side.Node, CaseName, Cache, Iteration);
}

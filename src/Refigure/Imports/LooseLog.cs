using Refigure.Results;

namespace Refigure.Imports;

/// <summary>A log in a folder that is no artifact, and what its path says about its run.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="From">Its path below the imported folder.</param>
/// <param name="Case">The case, as the path names it; not yet a folder name.</param>
/// <param name="CasePlace">The folder that the case's name came from; cases of equal name in other places are others.</param>
/// <param name="Cache">The cache state that a folder such as <c>warm-2</c> claims; null if none does.</param>
/// <param name="Iteration">The iteration of such a folder; null if there is none. May be 0.</param>
internal sealed record LooseLog(
    string Path,
    string From,
    string Case,
    string CasePlace,
    CacheState? Cache,
    int? Iteration
)
{
    /// <summary>Whether the path says so clearly that this is a run's log that what it holds does not matter.</summary>
    public bool IsSurelyLog => Cache is not null;

    /// <summary>Whether what lies beside it is about it: it is the folder's only log, or the engine's.</summary>
    public bool OwnsFolder { get; init; }
}

using System.Collections.Immutable;

namespace Refigure.Results.Merging;

/// <summary>What a merge did.</summary>
public sealed record MergeResult
{
    /// <summary>Runs that were not there.</summary>
    public int New { get; init; }

    /// <summary>Runs that were there with the same content.</summary>
    public int AlreadyThere { get; init; }

    /// <summary>Runs that took the place of others, as the user decided; those are kept aside.</summary>
    public int Replaced { get; init; }

    /// <summary>Runs that were left out for those that are there, as the user decided.</summary>
    public int LeftOut { get; init; }

    /// <summary>Every conflict of the runs root that is not decided, older ones too.</summary>
    public ImmutableArray<MergeConflict> Conflicts { get; init; } = [];

    /// <summary>The runs that are new or replaced others.</summary>
    public ImmutableArray<RunIdentity> Taken { get; init; } = [];
}

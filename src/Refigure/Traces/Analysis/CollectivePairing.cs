using System.Collections.Immutable;

namespace Refigure.Traces.Analysis;

/// <summary>The calls of one collective, brought together over the ranks by their order.</summary>
public sealed record CollectivePairing
{
    /// <summary>Which.</summary>
    public required CollectiveKind Kind { get; init; }

    /// <summary>What the ranks are called, in the order of the calls' numbers.</summary>
    public required ImmutableArray<string> Ranks { get; init; }

    /// <summary>Calls of each rank.</summary>
    public required ImmutableArray<long> CallsByRank { get; init; }

    /// <summary>The calls; empty where they cannot be brought together.</summary>
    public ImmutableArray<CollectiveCall> Calls { get; init; } = [];

    /// <summary>Why they cannot be, or why it is doubtful; null if neither.</summary>
    public string? Problem { get; init; }

    /// <summary>Sum of a rank's waiting, in ns.</summary>
    public long Waiting(int rank) => Calls.Sum(c => c.Waiting(rank));

    /// <summary>Sum of a rank's communicating, in ns.</summary>
    public long Communicating(int rank) => Calls.Sum(c => c.Communicating(rank));

    /// <summary>In how many calls a rank is the last.</summary>
    public int TimesLast(int rank) => Calls.Count(c => c.LastRank == rank);

    /// <summary>Sum over the calls of the shortest rank's duration, in ns: what no rank's waiting is in.</summary>
    public long LeastSum => Calls.Sum(c => c.Durations.Min());
}

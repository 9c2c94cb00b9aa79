using System.Collections.Immutable;

namespace Refigure.Traces.Analysis;

/// <summary>
/// One collective on all ranks, in ns. It cannot begin before its last rank is there: what a rank spends in the kernel until then
/// is waiting, and only the rest communicates.
/// </summary>
/// <param name="Index">Of its kind, in the order of each rank's time, from 0.</param>
/// <param name="Starts">By rank, on the clock of the first.</param>
/// <param name="Durations">By rank.</param>
public sealed record CollectiveCall(int Index, ImmutableArray<long> Starts, ImmutableArray<long> Durations)
{
    /// <summary>When the last rank starts.</summary>
    public long LastStart => Starts.Max();

    /// <summary>The last rank, by its place.</summary>
    public int LastRank => Starts.IndexOf(LastStart);

    /// <summary>From the first rank's start to the last's.</summary>
    public long Skew => LastStart - Starts.Min();

    /// <summary>How long a rank waits for the last; not more than it is there at all.</summary>
    public long Waiting(int rank) => Math.Min(LastStart - Starts[rank], Durations[rank]);

    /// <summary>How long a rank is there after the last has come.</summary>
    public long Communicating(int rank) => Durations[rank] - Waiting(rank);

    /// <summary>How far apart the ranks' ends are: microseconds where their clocks are one, much more where they are not.</summary>
    public long EndSpread
    {
        get
        {
            var least = long.MaxValue;
            var most = long.MinValue;
            for (var i = 0; i < Starts.Length; i++)
            {
                least = Math.Min(least, Starts[i] + Durations[i]);
                most = Math.Max(most, Starts[i] + Durations[i]);
            }

            return most - least;
        }
    }
}

using System.Collections.Immutable;
using Refigure.Planning;
using Refigure.Results;

namespace Refigure.Running;

/// <summary>Puts planned runs into the order in which they are made.</summary>
public static class RunSequence
{
    /// <summary>Orders runs. The same runs, order and seed give the same sequence on every machine.</summary>
    /// <param name="runs">The runs, in the order of the experiment's cases.</param>
    /// <param name="order">How.</param>
    /// <param name="seed">Seed of <see cref="RunOrder.Interleaved"/>.</param>
    public static ImmutableArray<PlannedRun> Of(ImmutableArray<PlannedRun> runs, RunOrder order, int seed = 1)
    {
        // Stable sorts: within a key the experiment's order remains.
        return order switch
        {
            RunOrder.Study => [.. runs.OrderBy(r => FirstState(runs, r)).ThenBy(r => r.Identity.Iteration)],
            RunOrder.Interleaved =>
            [
                .. runs.GroupBy(r => r.Identity.Iteration)
                    .OrderBy(g => g.Key)
                    .SelectMany(g => Shuffled([.. g], unchecked(((ulong)(uint)seed << 32) | (uint)g.Key)))
                    .OrderBy(r => r.Identity.Iteration)
                    .ThenBy(FillsCache),
            ],
            _ => throw new ArgumentOutOfRangeException(nameof(order), order, "is no order of runs"),
        };
    }

    // A start that empties an engine's compile cache fills it for the others, which would need one more start to do so.
    private static int FillsCache(PlannedRun run) =>
        run.Identity.Cache is CacheState.Cold or CacheState.CompileCold ? 0 : 1;

    // The cache states in the order in which the experiment names them.
    private static int FirstState(ImmutableArray<PlannedRun> runs, PlannedRun run)
    {
        for (var i = 0; i < runs.Length; i++)
        {
            if (runs[i].Identity.Cache == run.Identity.Cache)
            {
                return i;
            }
        }

        return runs.Length;
    }

    // Fisher and Yates, from the last place down (Knuth, The Art of Computer Programming 2, algorithm 3.4.2P).
    private static PlannedRun[] Shuffled(PlannedRun[] runs, ulong state)
    {
        for (var i = runs.Length - 1; i > 0; i--)
        {
            var other = (int)(Next(ref state) % (ulong)(i + 1));
            (runs[i], runs[other]) = (runs[other], runs[i]);
        }

        return runs;
    }

    // SplitMix64 (Steele, Lea and Flood 2014): a few lines that every runtime computes alike, unlike a library's generator.
    private static ulong Next(ref ulong state)
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15;
            var z = state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}

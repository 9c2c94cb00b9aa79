using System.Collections.Immutable;

namespace Refigure.Traces.Analysis;

/// <summary>Brings the ranks' collectives together: the n-th all-reduce of one is the n-th of each other.</summary>
internal static class CollectivePairs
{
    // Ranks leave a collective within microseconds of each other; more is not one clock.
    private const long OneClock = 50_000;

    public static ImmutableArray<CollectivePairing> Of(
        IReadOnlyList<(GpuTrace Trace, GpuTimeline Timeline, string Name)> ranks
    )
    {
        var byRank = ranks.Select(r => Collectives(r.Trace, r.Timeline)).ToArray();
        var names = ranks.Select(r => r.Name).ToImmutableArray();
        return
        [
            .. byRank
                .SelectMany(r => r.Keys)
                .Distinct()
                .Order()
                .Select(kind =>
                    Pair(kind, names, [.. byRank.Select(r => r.GetValueOrDefault(kind) ?? [])], Offsets(ranks))
                ),
        ];
    }

    private static CollectivePairing Pair(
        CollectiveKind kind,
        ImmutableArray<string> names,
        ImmutableArray<List<(long Start, long Duration)>> ranks,
        long[]? offsets
    )
    {
        var pairing = new CollectivePairing
        {
            Kind = kind,
            Ranks = names,
            CallsByRank = [.. ranks.Select(r => (long)r.Count)],
        };
        if (ranks.Length < 2)
        {
            return pairing with
            {
                Problem =
                    $"{Sentence(kind)}: waiting and communicating cannot be told apart with the trace of one rank; take those of all ranks.",
            };
        }

        if (ranks.Any(r => r.Count != ranks[0].Count))
        {
            return pairing with
            {
                Problem =
                    $"{Sentence(kind)}: the ranks have {string.Join(", ", ranks.Select(r => r.Count))} calls and cannot be paired by their order; take traces of the same steps.",
            };
        }

        if (offsets is null)
        {
            return pairing with
            {
                Problem =
                    $"{Sentence(kind)}: the traces do not say how their clocks relate (baseTimeNanoseconds), and are not paired.",
            };
        }

        var calls = Enumerable
            .Range(0, ranks[0].Count)
            .Select(i => new CollectiveCall(
                i,
                [.. ranks.Select((r, rank) => r[i].Start + offsets[rank])],
                [.. ranks.Select(r => r[i].Duration)]
            ))
            .ToImmutableArray();
        var spreads = calls.Select(c => c.EndSpread).Order().ToArray();
        var median = spreads[spreads.Length / 2];
        return pairing with
        {
            Calls = calls,
            Problem =
                median > OneClock
                    ? $"{Sentence(kind)}: the ranks leave a call {median / 1000.0:0.0} µs apart in the median, so their clocks differ or the calls do not belong together; do not rely on waiting and communicating."
                    : null,
        };
    }

    private static string Sentence(CollectiveKind kind) => char.ToUpperInvariant(kind.Word()[0]) + kind.Word()[1..];

    // To the first trace's clock. GPUs of one trace share it.
    internal static long[]? Offsets(IReadOnlyList<(GpuTrace Trace, GpuTimeline Timeline, string Name)> ranks)
    {
        if (ranks.All(r => ReferenceEquals(r.Trace, ranks[0].Trace)))
        {
            return new long[ranks.Count];
        }

        return ranks.Any(r => r.Trace.BaseTime is null)
            ? null
            : [.. ranks.Select(r => r.Trace.BaseTime!.Value - ranks[0].Trace.BaseTime!.Value)];
    }

    private static Dictionary<CollectiveKind, List<(long Start, long Duration)>> Collectives(
        GpuTrace trace,
        GpuTimeline timeline
    )
    {
        var kinds = trace.Names.Select(CollectiveKinds.Of).ToArray();
        var found = new Dictionary<CollectiveKind, List<(long Start, long Duration)>>();
        foreach (var item in timeline.InOrder())
        {
            if (item.Activity == GpuActivity.Kernel && kinds[item.Name] is { } kind)
            {
                if (!found.TryGetValue(kind, out var calls))
                {
                    found.Add(kind, calls = []);
                }

                calls.Add((item.Start, item.Duration));
            }
        }

        return found;
    }
}

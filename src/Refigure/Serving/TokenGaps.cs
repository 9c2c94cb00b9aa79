using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Refigure.Statistics;

namespace Refigure.Serving;

/// <summary>
/// ITL: the time between tokens, the first one left out. Its mean weighs each token alike, Σ(last − first) / Σ(n − 1), with the
/// tokens that the server counts: a stream that brings several tokens in a chunk has fewer gaps than tokens, and the mean of
/// these gaps is no time between tokens. Percentiles are of the gaps, and so only there where each chunk is one token.
/// </summary>
internal static class TokenGaps
{
    private static readonly int[] Percents = [50, 90, 95, 99];

    /// <summary>Every statistic by name; what too few values support, or several tokens a chunk forbid, has no value.</summary>
    public static IEnumerable<(string Metric, double? Value)> Statistics(ImmutableArray<RequestRecord> requests)
    {
        var (spans, counts) = Spans(requests);
        var interval = Bootstrap.OfRatio(CollectionsMarshal.AsSpan(spans), CollectionsMarshal.AsSpan(counts));
        yield return ("itl_mean", Ratio(spans, counts));
        yield return ("itl_mean_low", interval?.Low);
        yield return ("itl_mean_high", interval?.High);
        var gaps = Gaps(requests);
        yield return ("chunk_gap_mean", gaps.Mean);
        var chunksAreTokens = requests.All(static r =>
            !HasSpan(r, out _, out var tokens) || (r.Chunks == tokens && r.Arrivals.Count == tokens)
        );
        foreach (var percent in Percents)
        {
            var supported = chunksAreTokens && gaps.Count >= Percentiles.FewestFor(percent);
            yield return ($"itl_p{percent}", supported ? gaps.At(percent) : null);
        }
    }

    /// <summary>The mean alone; null where no request has two tokens.</summary>
    public static double? Mean(ImmutableArray<RequestRecord> requests)
    {
        var (spans, counts) = Spans(requests);
        return Ratio(spans, counts);
    }

    private static double? Ratio(List<double> spans, List<double> counts) =>
        counts.Count > 0 ? spans.Sum() / counts.Sum() : null;

    private static (List<double> Spans, List<double> Counts) Spans(ImmutableArray<RequestRecord> requests)
    {
        var spans = new List<double>(requests.Length);
        var counts = new List<double>(requests.Length);
        foreach (var request in requests)
        {
            if (HasSpan(request, out var span, out var tokens))
            {
                spans.Add(span);
                counts.Add(tokens - 1);
            }
        }

        return (spans, counts);
    }

    private static bool HasSpan(RequestRecord request, out double span, out int tokens)
    {
        if (request is { FirstToken: { } first, End: { } end, Tokens: >= 2 and { } count })
        {
            (span, tokens) = ((request.Arrivals.IsEmpty ? end : request.Arrivals.Last) - first, count);
            return true;
        }

        (span, tokens) = (0, 0);
        return false;
    }

    private static GapSample Gaps(ImmutableArray<RequestRecord> requests)
    {
        var gaps = new GapSample(requests.Sum(static r => Math.Max(r.Arrivals.Count - 1L, 0)));
        foreach (var request in requests)
        {
            double? before = null;
            foreach (var arrival in request.Arrivals)
            {
                if (before is { } last)
                {
                    gaps.Add(arrival - last);
                }

                before = arrival;
            }
        }

        return gaps;
    }
}

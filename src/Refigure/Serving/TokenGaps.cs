using System.Collections.Immutable;
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
        var spans = new List<double>();
        var counts = new List<double>();
        var gaps = new List<double>();
        var chunksAreTokens = true;
        foreach (var request in requests)
        {
            if (request is { FirstToken: { } first, End: { } end, Tokens: >= 2 and { } tokens })
            {
                var last = request.Arrivals.IsDefaultOrEmpty ? end : request.Arrivals[^1];
                spans.Add(last - first);
                counts.Add(tokens - 1);
                chunksAreTokens &= request.Chunks == tokens && request.Arrivals.Length == tokens;
            }

            for (var i = 1; i < request.Arrivals.Length; i++)
            {
                gaps.Add(request.Arrivals[i] - request.Arrivals[i - 1]);
            }
        }

        var mean = Bootstrap.OfRatio([.. spans], [.. counts]);
        yield return ("itl_mean", counts.Count > 0 ? spans.Sum() / counts.Sum() : null);
        yield return ("itl_mean_low", mean?.Low);
        yield return ("itl_mean_high", mean?.High);
        yield return ("chunk_gap_mean", gaps.Count > 0 ? gaps.Average() : null);
        gaps.Sort();
        foreach (var percent in Percents)
        {
            var supported = chunksAreTokens && gaps.Count >= Percentiles.FewestFor(percent);
            yield return (
                $"itl_p{percent}",
                supported
                    ? Percentiles.Of(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(gaps), percent)
                    : null
            );
        }
    }
}

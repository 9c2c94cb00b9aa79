using System.Collections.Immutable;

namespace Refigure.Serving;

/// <summary>What an engine did in a part of a load, by second.</summary>
/// <param name="Requests">Requests that completed, a second.</param>
/// <param name="Output">Tokens that arrived, a second; null if no request says how many it has.</param>
/// <param name="Total">Tokens that arrived, and prompt tokens of the requests whose answer began, a second.</param>
internal sealed record Rates(double Requests, double? Output, double? Total)
{
    /// <summary>
    /// Counts what falls into the window. Tokens count when they arrived, several of one chunk alike; where arrivals are not
    /// known, when their request ended.
    /// </summary>
    public static Rates Of(ImmutableArray<RequestRecord> requests, LoadWindow window)
    {
        var completed = 0;
        double? output = null;
        double? prompt = null;
        foreach (var request in requests)
        {
            if (request.Status is not RequestStatus.Completed)
            {
                continue;
            }

            completed += window.Has(request.End) ? 1 : 0;
            if (request.Tokens is { } tokens)
            {
                output = (output ?? 0) + (tokens * Share(request, window));
            }

            if (request.PromptTokens is { } asked)
            {
                prompt = (prompt ?? 0) + (window.Has(request.FirstToken ?? request.End) ? asked : 0);
            }
        }

        return new(
            completed / window.Duration,
            output / window.Duration,
            output is { } o && prompt is { } p ? (o + p) / window.Duration : null
        );
    }

    private static double Share(RequestRecord request, LoadWindow window)
    {
        if (request.Arrivals.IsEmpty)
        {
            return window.Has(request.End) ? 1 : 0;
        }

        var inside = 0;
        foreach (var arrival in request.Arrivals)
        {
            inside += window.Has(arrival) ? 1 : 0;
        }

        return (double)inside / request.Arrivals.Count;
    }
}

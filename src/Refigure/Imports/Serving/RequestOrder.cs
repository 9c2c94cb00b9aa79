using System.Collections.Immutable;
using Refigure.Serving;

namespace Refigure.Imports.Serving;

/// <summary>Puts requests into the order of their starts and counts their times from the first.</summary>
internal static class RequestOrder
{
    /// <summary>The requests with their index, and times from a zero; those without a start are last.</summary>
    public static ImmutableArray<RequestRecord> FromZero(IEnumerable<RequestRecord> requests, double? zero) =>
        [
            .. requests
                .Select(request => Shifted(request, zero ?? 0))
                .OrderBy(static request => request.Intended ?? request.Sent ?? double.MaxValue)
                .ThenBy(static request => request.Sent ?? double.MaxValue)
                .Select(static (request, index) => request with { Index = index }),
        ];

    /// <summary>The request with all its times earlier by a zero.</summary>
    public static RequestRecord Shifted(RequestRecord request, double zero) =>
        request with
        {
            Intended = request.Intended - zero,
            Sent = request.Sent - zero,
            FirstByte = request.FirstByte - zero,
            FirstToken = request.FirstToken - zero,
            Arrivals = [.. request.Arrivals.Select(arrival => arrival - zero)],
            End = request.End - zero,
        };
}

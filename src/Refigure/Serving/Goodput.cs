using System.Collections.Immutable;

namespace Refigure.Serving;

/// <summary>Which requests met every limit.</summary>
internal static class Goodput
{
    /// <summary>The limits that exist.</summary>
    public static readonly ImmutableArray<string> Limits = ["ttft", "tpot", "e2e"];

    /// <summary>Whether a request met the limits, from the intended start on where that is known. What it does not have, as a
    /// single token has no TPOT, breaks no limit.</summary>
    public static bool Met(RequestRecord request, ImmutableSortedDictionary<string, double> limits)
    {
        foreach (var (metric, limit) in limits)
        {
            var value = metric switch
            {
                "ttft" => request.TtftFromIntended ?? request.Ttft,
                "tpot" => request.Tpot,
                "e2e" => request.E2eFromIntended ?? request.E2e,
                _ => null,
            };
            if (value > limit)
            {
                return false;
            }
        }

        return request.Status is RequestStatus.Completed;
    }
}

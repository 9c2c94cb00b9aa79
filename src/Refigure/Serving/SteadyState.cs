using System.Collections.Immutable;

namespace Refigure.Serving;

/// <summary>
/// The part of a load in which its target is met. Closed loop: from the moment in which the requests in flight first reach the
/// target (95 % of the concurrency) to the last in which they leave it, so neither the first burst nor the last answers that
/// nobody follows are in it. Open loop: from the end of the first answer, when the queue has formed, to the last arrival.
/// </summary>
public static class SteadyState
{
    private const double Target = 0.95;

    /// <summary>Shorter windows say nothing, in seconds: engines have moods of seconds.</summary>
    public const double Shortest = 5;

    /// <summary>
    /// The window; null if the load has none: the target was not reached, it lasted less than <see cref="Shortest"/> seconds
    /// or a tenth of the load, or fewer requests started in it than ran at a time.
    /// </summary>
    /// <param name="requests">The requests, warm-up left out.</param>
    /// <param name="facts">The load.</param>
    public static LoadWindow? Of(ImmutableArray<RequestRecord> requests, LoadFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var whole = Whole(requests);
        var window =
            facts.RequestRate is > 0 and < double.PositiveInfinity ? OpenLoop(requests)
            : facts.Concurrency is { } concurrency ? ClosedLoop(requests, (int)Math.Ceiling(Target * concurrency))
            : null;
        if (window is not { } found || whole is not { } load)
        {
            return null;
        }

        var started = requests.Count(r => found.Has(r.Sent));
        return
            found.Duration >= Math.Max(Shortest, load.Duration / 10) && started >= Math.Max(facts.Concurrency ?? 1, 2)
            ? found
            : null;
    }

    /// <summary>From the first intended start to the last end; null if no request has both.</summary>
    public static LoadWindow? Whole(ImmutableArray<RequestRecord> requests)
    {
        double? start = null;
        double? end = null;
        foreach (var request in requests)
        {
            if ((request.Intended ?? request.Sent) is { } begun)
            {
                start = Math.Min(start ?? begun, begun);
            }

            if (request.End is { } ended)
            {
                end = Math.Max(end ?? ended, ended);
            }
        }

        return start is { } first && end is { } last && last > first ? new LoadWindow(first, last) : null;
    }

    private static LoadWindow? ClosedLoop(ImmutableArray<RequestRecord> requests, int target)
    {
        var changes = new List<(double At, int Change)>(2 * requests.Length);
        foreach (var request in requests)
        {
            if (request is { Sent: { } sent, End: { } end } && end >= sent)
            {
                changes.Add((sent, 1));
                changes.Add((end, -1));
            }
        }

        // An answer's end makes room for the next request: at one moment the next one counts first.
        changes.Sort(static (a, b) => a.At != b.At ? a.At.CompareTo(b.At) : b.Change.CompareTo(a.Change));
        var inFlight = 0;
        double? reached = null;
        double? left = null;
        foreach (var (at, change) in changes)
        {
            inFlight += change;
            if (inFlight >= target && change > 0)
            {
                reached ??= at;
            }
            else if (inFlight == target - 1 && change < 0)
            {
                left = at;
            }
        }

        return reached is { } from && left is { } to && to > from ? new LoadWindow(from, to) : null;
    }

    private static LoadWindow? OpenLoop(ImmutableArray<RequestRecord> requests)
    {
        double? answered = null;
        double? last = null;
        foreach (var request in requests)
        {
            if (request is { Status: RequestStatus.Completed, End: { } end })
            {
                answered = Math.Min(answered ?? end, end);
            }

            if ((request.Intended ?? request.Sent) is { } arrival)
            {
                last = Math.Max(last ?? arrival, arrival);
            }
        }

        return answered is { } from && last is { } to && to > from ? new LoadWindow(from, to) : null;
    }
}

using System.Collections.Immutable;
using Refigure.Results;
using Refigure.Serving;

namespace Refigure.Figures.Serving;

/// <summary>The requests of one run of a case, sorted by a latency: the first iteration that has them.</summary>
internal sealed record SortedRequests(
    ServingCase Case,
    MeasuredRun Run,
    ImmutableArray<(double Value, int Line)> Values,
    ImmutableArray<(int Count, string What)> Others
)
{
    /// <summary>The completed requests with that latency, ascending; null if the case has none.</summary>
    public static SortedRequests? Of(ServingCase @case, RequestLatency latency, FigureInput input)
    {
        foreach (var run in @case.Runs.Iterations)
        {
            var requests = input.RequestsOf(run);
            if (!requests.IsEmpty && Of(@case, run, requests, latency) is { Values.IsEmpty: false } sorted)
            {
                return sorted;
            }
        }

        return null;
    }

    private static SortedRequests Of(
        ServingCase @case,
        MeasuredRun run,
        ImmutableArray<RequestRecord> requests,
        RequestLatency latency
    )
    {
        var values = new List<(double Value, int Line)>();
        var (warmUp, failed, empty, cut, tooShort, unknown) = (0, 0, 0, 0, 0, 0);
        for (var i = 0; i < requests.Length; i++)
        {
            var request = requests[i];
            if (request.IsWarmUp)
            {
                warmUp++;
            }
            else if (request.Status != RequestStatus.Completed)
            {
                failed += request.Status == RequestStatus.Failed ? 1 : 0;
                empty += request.Status == RequestStatus.Empty ? 1 : 0;
                cut += request.Status == RequestStatus.Cut ? 1 : 0;
            }
            else if ((latency == RequestLatency.Ttft ? request.Ttft : request.Tpot) is { } value)
            {
                values.Add((value, i + 1));
            }
            else if (latency == RequestLatency.Tpot && request.Tokens < 2)
            {
                tooShort++;
            }
            else
            {
                unknown++;
            }
        }

        values.Sort(static (a, b) => a.Value.CompareTo(b.Value).Then(a.Line.CompareTo(b.Line)));
        return new SortedRequests(
            @case,
            run,
            [.. values],
            [
                (warmUp, "of the warm-up"),
                (failed, "failed"),
                (empty, "without an answer"),
                (cut, "cut off at the end"),
                (tooShort, "of fewer than two tokens, whose TPOT is undefined"),
                (unknown, "whose times are not known"),
            ]
        );
    }

    /// <summary>What is not shown, for people; null if everything is.</summary>
    public string? LeftOut(string name)
    {
        string[] parts = [.. Others.Where(o => o.Count > 0).Select(o => $"{o.Count} {o.What}")];
        return parts.Length == 0 ? null : $"{name}: {string.Join(", ", parts)}";
    }
}

using System.Collections.Immutable;
using Refigure.Serving;

namespace Refigure.Imports.Serving;

/// <summary>
/// The lists of <c>--save-detailed</c> as requests: <c>start_times</c>, <c>ttfts</c> and <c>itls</c> in seconds,
/// <c>input_lens</c>, <c>output_lens</c>, <c>errors</c>. A failed request has a TTFT of 0 and no token.
/// </summary>
internal static class VllmBenchRequests
{
    /// <summary>The requests, in the order of their starts; times from the earliest.</summary>
    /// <exception cref="UserErrorException">Lists of different lengths, or a value that is none.</exception>
    public static IEnumerable<RequestRecord> Of(JsonPart json)
    {
        var starts = List(json, "start_times");
        var ttfts = List(json, "ttfts");
        var gaps = List(json, "itls");
        var prompts = List(json, "input_lens");
        var outputs = List(json, "output_lens");
        var errors = json.Find("errors") is null ? [] : List(json, "errors");
        Same(json, starts, ttfts, gaps, prompts, outputs);
        var zero = starts.Length == 0 ? 0 : starts.Min(static start => start.Number());
        return RequestOrder.FromZero(
            Enumerable
                .Range(0, starts.Length)
                .Select(i =>
                    Request(
                        starts[i].Number(),
                        ttfts[i].Number(),
                        gaps[i],
                        prompts[i].Count(),
                        outputs[i].Count(),
                        i < errors.Length && errors[i].Kind == System.Text.Json.JsonValueKind.String
                            ? errors[i].Text()
                            : ""
                    )
                ),
            zero
        );
    }

    private static RequestRecord Request(double start, double ttft, JsonPart gaps, int prompt, int output, string error)
    {
        var request = new RequestRecord
        {
            Index = 0,
            Status = RequestStatus.Failed,
            Sent = start,
            PromptTokens = prompt,
        };
        if (error.Length > 0 || output == 0)
        {
            return request with
            {
                Error =
                    error.Length > 0
                        ? error.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1]
                        : "it has no token, and the file does not say why",
            };
        }

        // Each gap is one between chunks; a chunk may hold several tokens.
        var arrivals = ImmutableArray.CreateBuilder<double>();
        var at = start + ttft;
        arrivals.Add(at);
        foreach (var gap in gaps.Items())
        {
            at += gap.Number();
            arrivals.Add(at);
        }

        return request with
        {
            Status = RequestStatus.Completed,
            FirstToken = arrivals[0],
            Arrivals = TokenTimes.Create(arrivals.DrainToImmutable().AsSpan()),
            End = at,
            OutputTokens = output,
            Chunks = gaps.Items().Count() + 1,
        };
    }

    private static JsonPart[] List(JsonPart json, string name) => [.. json.Get(name).Items()];

    private static void Same(JsonPart json, JsonPart[] starts, params ReadOnlySpan<JsonPart[]> others)
    {
        foreach (var other in others)
        {
            if (other.Length != starts.Length)
            {
                throw new UserErrorException(
                    $"{json.File}: start_times lists {starts.Length} requests and {other.FirstOrNull()?.Path ?? "another list"} {other.Length}, expected the same: write the result anew, or leave the file out."
                );
            }
        }
    }
}

using System.Collections.Immutable;
using System.Text.Json;
using Refigure.Serving;

namespace Refigure.Imports.Serving;

/// <summary>
/// A line a request: <c>metadata</c> with nanoseconds since 1970, <c>metrics.NAME.value</c> in milliseconds or tokens,
/// <c>error</c>. The lines are in no order, and may be many: they are read twice, never held.
/// </summary>
internal static class AiperfRequests
{
    /// <summary>Goes through the lines for their order.</summary>
    /// <exception cref="UserErrorException">A line is cut off, or not a request.</exception>
    public static AiperfLines Survey(ResultFile file)
    {
        var starts = new List<long>();
        var zero = long.MaxValue;
        var completed = 0;
        foreach (var line in FileLines.Of(file))
        {
            using var document = PythonJson.Parse(line.Bytes, file.Path, line.Number);
            var request = Line(document, file, line.Number);
            var start = Start(request);
            starts.Add(start);
            zero = Math.Min(zero, Math.Min(start, Intended(request) ?? start));
            completed += StatusOf(request) == RequestStatus.Completed ? 1 : 0;
        }

        int[] places = [.. Enumerable.Range(0, starts.Count)];
        Array.Sort(starts.ToArray(), places);
        var order = new int[places.Length];
        for (var i = 0; i < places.Length; i++)
        {
            order[places[i]] = i;
        }

        return new(zero, order, completed);
    }

    /// <summary>The requests, in the order of the lines; times from the earliest start.</summary>
    public static IEnumerable<RequestRecord> Of(ResultFile file, AiperfLines lines)
    {
        var at = 0;
        foreach (var line in FileLines.Of(file))
        {
            using var document = PythonJson.Parse(line.Bytes, file.Path, line.Number);
            if (at == lines.Count)
            {
                yield break; // it grew meanwhile; its digest tells
            }

            yield return Request(Line(document, file, line.Number), lines.Zero) with
            {
                Index = lines.Order[at++],
            };
        }
    }

    private static JsonPart Line(JsonDocument document, ResultFile file, int number) =>
        new(document.RootElement, $"{file.Path}, line {number}", "");

    private static RequestRecord Request(JsonPart request, long zero)
    {
        var status = StatusOf(request);
        var sent = Seconds(Start(request), zero);
        var record = new RequestRecord
        {
            Index = 0,
            Status = status,
            IsWarmUp = request.TextAt("metadata", "benchmark_phase") is "warmup",
            Intended = Intended(request) is { } intended ? Seconds(intended, zero) : null,
            Sent = sent,
            PromptTokens =
                Value(request, "usage_prompt_tokens")
                ?? Value(request, "input_sequence_length")
                ?? Value(request, "error_isl"),
            OutputTokens = Value(request, "usage_completion_tokens") ?? Value(request, "output_sequence_length"),
        };
        if (status is RequestStatus.Failed or RequestStatus.Cut)
        {
            return record with
            {
                End = request.Find("metadata", "request_end_ns") is { } end ? Seconds(end.Integer(), zero) : null,
                Error = request.TextAt("error", "message") ?? request.TextAt("error", "type") ?? "it was cancelled",
                HttpStatus = request.Find("error", "code") is { Kind: JsonValueKind.Number } code ? code.Count() : null,
            };
        }

        var arrivals = Arrivals(request, sent);
        return record with
        {
            FirstToken = arrivals.IsEmpty ? null : arrivals[0],
            Arrivals = TokenTimes.Create(arrivals.AsSpan()),
            Chunks = arrivals.IsEmpty ? null : arrivals.Length,
            End = Milliseconds(request, "request_latency") is { } latency ? sent + latency : null,
        };
    }

    private static ImmutableArray<double> Arrivals(JsonPart request, double sent)
    {
        if (Milliseconds(request, "time_to_first_token") is not { } ttft)
        {
            return [];
        }

        var arrivals = ImmutableArray.CreateBuilder<double>();
        var at = sent + ttft;
        arrivals.Add(at);
        foreach (var gap in request.Find("metrics", "inter_chunk_latency", "value")?.Items() ?? [])
        {
            at += gap.Number() / 1000;
            arrivals.Add(at);
        }

        return arrivals.DrainToImmutable();
    }

    private static RequestStatus StatusOf(JsonPart request) =>
        request.Find("metadata", "was_cancelled") is { Kind: JsonValueKind.True } ? RequestStatus.Cut
        : request.Find("error") is not null ? RequestStatus.Failed
        : Value(request, "output_sequence_length") == 0 ? RequestStatus.Empty
        : RequestStatus.Completed;

    private static long Start(JsonPart request) => request.Get("metadata", "request_start_ns").Integer();

    private static long? Intended(JsonPart request) => request.Find("metadata", "credit_issued_ns")?.Integer();

    private static double Seconds(long nanoseconds, long zero) => (nanoseconds - zero) / 1e9;

    private static int? Value(JsonPart request, string metric) => request.CountAt("metrics", metric, "value");

    private static double? Milliseconds(JsonPart request, string metric) =>
        request.Find("metrics", metric) is not { } value ? null
        : value.TextAt("unit") is "ms" or null ? value.Get("value").Number() / 1000
        : throw value.Get("unit").Wrong("ms");
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Refigure.Serving;

namespace Refigure.Load;

/// <summary>
/// A load in the form of <c>vllm bench serve --save-detailed</c> (vLLM 0.25), on one line, for the tools that read it: the measured
/// requests over their whole time, with that tool's definitions. A failed request has a TTFT of 0 there and its error beside it.
/// </summary>
public static class VllmBenchJson
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the file's text.</summary>
    public static void Write(ImmutableArray<RequestRecord> requests, LoadFacts facts, Stream output)
    {
        ArgumentNullException.ThrowIfNull(facts);
        RequestRecord[] measured = [.. requests.Where(r => !r.IsWarmUp).OrderBy(r => r.Index)];
        RequestRecord[] completed = [.. measured.Where(r => r.Status == RequestStatus.Completed)];
        using var json = new Utf8JsonWriter(output, Plain);
        json.WriteStartObject();
        WriteSettings(json, measured, facts);
        WriteTotals(json, measured, completed, facts);
        WriteLists(json, measured);
        foreach (var (key, value) in Latencies(completed).SelectMany(l => l.All()))
        {
            json.WriteNumber(key, value);
        }

        json.WriteEndObject();
    }

    private static void WriteSettings(Utf8JsonWriter json, RequestRecord[] measured, LoadFacts facts)
    {
        var backend =
            facts.Endpoint is "chat" ? "openai-chat"
            : facts.Endpoint is "generate_stream" ? "tgi"
            : "openai";
        json.WriteString("date", facts.Start?.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture));
        json.WriteString("endpoint_type", backend);
        json.WriteString("backend", backend);
        json.WriteNull("label");
        json.WriteString("model_id", facts.Model);
        json.WriteNull("tokenizer_id");
        json.WriteNumber("num_prompts", measured.Length);
        if (facts.RequestRate is { } rate)
        {
            json.WriteNumber("request_rate", rate);
        }
        else
        {
            json.WriteString("request_rate", "inf");
        }

        json.WriteNumber("burstiness", facts.Burstiness ?? 1.0);
        if (facts.Concurrency is { } concurrency)
        {
            json.WriteNumber("max_concurrency", concurrency);
        }
        else
        {
            json.WriteNull("max_concurrency");
        }
    }

    private static void WriteTotals(
        Utf8JsonWriter json,
        RequestRecord[] measured,
        RequestRecord[] completed,
        LoadFacts facts
    )
    {
        var seconds = facts.DurationSeconds ?? 0;
        var input = completed.Sum(r => (long)(r.PromptTokens ?? 0));
        var output = completed.Sum(r => (long)(r.Tokens ?? 0));
        double Rate(double count) => seconds > 0 ? count / seconds : 0;
        json.WriteNumber("duration", seconds);
        json.WriteNumber("completed", completed.Length);
        json.WriteNumber("failed", measured.Length - completed.Length);
        json.WriteNumber("total_input_tokens", input);
        json.WriteNumber("total_output_tokens", output);
        json.WriteNumber("request_throughput", Rate(completed.Length));
        if (facts.Slo.IsEmpty)
        {
            json.WriteNull("request_goodput");
        }
        else
        {
            json.WriteNumber("request_goodput", Rate(completed.Count(r => Goodput.Met(r, facts.Slo))));
        }

        json.WriteNumber("output_throughput", Rate(output));
        json.WriteNumber("total_token_throughput", Rate(input + output));
        var (tokens, concurrent) = Peaks(completed);
        json.WriteNumber("max_output_tokens_per_s", tokens);
        json.WriteNumber("max_concurrent_requests", concurrent);
        json.WriteNumber("rtfx", 0.0);
    }

    private static void WriteLists(Utf8JsonWriter json, RequestRecord[] measured)
    {
        Numbers(json, "input_lens", measured, r => r.PromptTokens ?? 0);
        Numbers(json, "output_lens", measured, r => r.Status == RequestStatus.Completed ? r.Tokens ?? 0 : 0);
        Numbers(json, "ttfts", measured, r => r.Status == RequestStatus.Completed ? r.Ttft ?? 0 : 0);
        json.WriteStartArray("itls");
        foreach (var request in measured)
        {
            json.WriteStartArray();
            foreach (var gap in request.Status == RequestStatus.Completed ? Gaps(request) : [])
            {
                json.WriteNumberValue(gap);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
        Numbers(json, "start_times", measured, r => r.Sent ?? r.Intended ?? 0);
        Texts(json, "generated_texts", measured, r => r.Text ?? "");
        Texts(
            json,
            "errors",
            measured,
            r =>
                r.Error
                ?? r.Status switch
                {
                    RequestStatus.Completed => "",
                    RequestStatus.Empty => "The answer had no token.",
                    _ => "The load ended before the answer did.",
                }
        );
    }

    private static IEnumerable<VllmBenchStatistics> Latencies(RequestRecord[] completed) =>
        [
            new("ttft", [.. completed.Select(r => r.Ttft).OfType<double>()]),
            new("tpot", [.. completed.Select(r => r.Tpot).OfType<double>()]),
            new("itl", [.. completed.SelectMany(Gaps)]),
            new("e2el", [.. completed.Select(r => r.E2e).OfType<double>()]),
        ];

    private static IEnumerable<double> Gaps(RequestRecord request) =>
        request.Arrivals.Zip(request.Arrivals.Skip(1), (one, next) => next - one);

    // By seconds from the first send, as the tool counts: chunks, and requests that touch the second.
    private static (int Tokens, int Concurrent) Peaks(RequestRecord[] completed)
    {
        var tokens = new Dictionary<int, int>();
        var concurrent = new Dictionary<int, int>();
        var first = completed.Length == 0 ? 0 : completed.Min(r => r.Sent ?? 0);
        foreach (var request in completed)
        {
            foreach (var arrival in request.Arrivals)
            {
                tokens[(int)(arrival - first)] = tokens.GetValueOrDefault((int)(arrival - first)) + 1;
            }

            for (var second = (int)(request.Sent!.Value - first); second <= (int)(request.End!.Value - first); second++)
            {
                concurrent[second] = concurrent.GetValueOrDefault(second) + 1;
            }
        }

        return (tokens.Values.DefaultIfEmpty().Max(), concurrent.Values.DefaultIfEmpty().Max());
    }

    private static void Numbers(
        Utf8JsonWriter json,
        string key,
        RequestRecord[] requests,
        Func<RequestRecord, double> value
    )
    {
        json.WriteStartArray(key);
        foreach (var request in requests)
        {
            json.WriteNumberValue(value(request));
        }

        json.WriteEndArray();
    }

    private static void Texts(
        Utf8JsonWriter json,
        string key,
        RequestRecord[] requests,
        Func<RequestRecord, string> value
    )
    {
        json.WriteStartArray(key);
        foreach (var request in requests)
        {
            json.WriteStringValue(value(request));
        }

        json.WriteEndArray();
    }
}

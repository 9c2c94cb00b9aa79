using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Refigure.Results;

namespace Refigure.Serving;

/// <summary>A request as a line of <c>requests.jsonl</c>: snake_case keys, what is unknown left out, times to the microsecond.</summary>
public static class RequestLine
{
    // The first arrival, and then the gap before each: half of what the times themselves take, also compressed.
    internal const string ArrivalGaps = "arrivals_us";
    internal const double Microsecond = 1e6;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Appends the line with its line feed.</summary>
    public static void Write(RequestRecord request, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(output);
        using (var json = new Utf8JsonWriter(output, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("index", request.Index);
            if (request.IsWarmUp)
            {
                json.WriteBoolean("warm_up", value: true);
            }

            json.WriteString("status", request.Status.Word());
            Integer(json, "http_status", request.HttpStatus);
            Text(json, "error", request.Error);
            Time(json, "intended", request.Intended);
            Time(json, "sent", request.Sent);
            Time(json, "first_byte", request.FirstByte);
            Time(json, "first_token", request.FirstToken);
            Time(json, "end", request.End);
            Integer(json, "prompt_tokens", request.PromptTokens);
            Integer(json, "output_tokens", request.OutputTokens);
            Integer(json, "chunks", request.Chunks);
            Integer(json, "cached_tokens", request.CachedTokens);
            Integer(json, "max_tokens", request.MaxTokens);
            Text(json, "finish_reason", request.FinishReason);
            Text(json, "text", request.Text);
            if (!request.Arrivals.IsEmpty)
            {
                json.WriteStartArray(ArrivalGaps);
                long before = 0;
                foreach (var arrival in request.Arrivals)
                {
                    var now = Microseconds(arrival);
                    json.WriteNumberValue(now - before);
                    before = now;
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        output.Write("\n"u8);
    }

    /// <summary>Reads a line.</summary>
    /// <exception cref="FormatException">A key is missing or has another kind of value; the message names it.</exception>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static RequestRecord Read(ReadOnlySpan<byte> line)
    {
        var json = new JsonFields(line);
        json.StartObject("the line");
        var draft = default(RequestDraft);
        while (json.NextKey())
        {
            draft.Take(ref json);
        }

        json.End();
        return draft.Request();
    }

    private static long Microseconds(double seconds) =>
        double.IsFinite(seconds) ? (long)Math.Round(seconds * Microsecond) : throw NoTime(seconds);

    private static ArgumentOutOfRangeException NoTime(double seconds) =>
        new(nameof(seconds), seconds, "A time is a finite number of seconds.");

    private static void Integer(Utf8JsonWriter json, string key, int? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(key, number);
        }
    }

    private static void Text(Utf8JsonWriter json, string key, string? value)
    {
        if (value is not null)
        {
            json.WriteString(key, value);
        }
    }

    private static void Time(Utf8JsonWriter json, string key, double? seconds)
    {
        if (seconds is { } value)
        {
            Span<byte> digits = stackalloc byte[64];
            json.WritePropertyName(key);
            json.WriteRawValue(Digits(value, digits), skipInputValidation: true);
        }
    }

    private static ReadOnlySpan<byte> Digits(double seconds, Span<byte> to)
    {
        if (
            !double.IsFinite(seconds)
            || !seconds.TryFormat(to, out var length, "0.######", CultureInfo.InvariantCulture)
        )
        {
            throw NoTime(seconds);
        }

        return to[..length];
    }
}

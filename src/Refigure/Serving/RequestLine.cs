using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Refigure.Results;

namespace Refigure.Serving;

/// <summary>A request as a line of <c>requests.jsonl</c>: snake_case keys, what is unknown left out, times to the microsecond.</summary>
public static class RequestLine
{
    // The first arrival, and then the gap before each: half of what the times themselves take, also compressed.
    private const string ArrivalGaps = "arrivals_us";
    private const double Microsecond = 1e6;

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
            if (!request.Arrivals.IsDefaultOrEmpty)
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
        int? index = null;
        RequestStatus? status = null;
        // The required ones are known only at the end.
        var request = new RequestRecord { Index = 0, Status = RequestStatus.Failed };
        while (json.NextKey())
        {
            switch (json.Key)
            {
                case "index":
                    index = json.Integer();
                    break;
                case "status":
                    status =
                        RequestStatusWords.Parse(json.RequiredText())
                        ?? throw new FormatException("status is none of completed, empty, failed and cut");
                    break;
                default:
                    request = With(request, ref json);
                    break;
            }
        }

        json.End();
        return request with
        {
            Index = index ?? throw new FormatException("index is missing"),
            Status = status ?? throw new FormatException("status is missing"),
        };
    }

    private static RequestRecord With(RequestRecord request, ref JsonFields json)
    {
        switch (json.Key)
        {
            case "warm_up":
                return request with { IsWarmUp = json.Truth() };
            case "http_status":
                return request with { HttpStatus = json.OptionalSmallInteger() };
            case "error":
                return request with { Error = json.Text() };
            case "intended":
                return request with { Intended = json.Number() };
            case "sent":
                return request with { Sent = json.Number() };
            case "first_byte":
                return request with { FirstByte = json.Number() };
            case "first_token":
                return request with { FirstToken = json.Number() };
            case "end":
                return request with { End = json.Number() };
            case "prompt_tokens":
                return request with { PromptTokens = json.OptionalSmallInteger() };
            case "output_tokens":
                return request with { OutputTokens = json.OptionalSmallInteger() };
            case "chunks":
                return request with { Chunks = json.OptionalSmallInteger() };
            case "cached_tokens":
                return request with { CachedTokens = json.OptionalSmallInteger() };
            case "max_tokens":
                return request with { MaxTokens = json.OptionalSmallInteger() };
            case "finish_reason":
                return request with { FinishReason = json.Text() };
            case "text":
                return request with { Text = json.Text() };
            case "arrivals":
                return request with { Arrivals = json.Numbers() };
            case ArrivalGaps:
                return request with { Arrivals = Times(json.Numbers()) };
            default:
                json.Skip();
                return request;
        }
    }

    private static ImmutableArray<double> Times(ImmutableArray<double> gaps)
    {
        var times = ImmutableArray.CreateBuilder<double>(gaps.Length);
        double microseconds = 0;
        foreach (var gap in gaps)
        {
            microseconds += gap;
            times.Add(microseconds / Microsecond);
        }

        return times.MoveToImmutable();
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

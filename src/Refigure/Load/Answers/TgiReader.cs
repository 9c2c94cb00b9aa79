using System.Text.Json;

namespace Refigure.Load.Answers;

/// <summary>Events of TGI's <c>/generate_stream</c>: a token each, the last one with what the answer came to. No <c>[DONE]</c>.</summary>
internal sealed class TgiReader : IAnswerReader
{
    public AnswerEvent Read(ReadOnlySpan<byte> data)
    {
        try
        {
            return Parsed(data);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return new AnswerEvent
            {
                Kind = AnswerEventKind.Malformed,
                Error = $"sent an event that is not the JSON of generate_stream: {Excerpt.Of(data)}",
            };
        }
    }

    private static AnswerEvent Parsed(ReadOnlySpan<byte> data)
    {
        var json = new Utf8JsonReader(data);
        var (start, length) = (0, 0);
        var hasToken = false;
        string? finish = null;
        string? error = null;
        int? output = null;
        int? prompt = null;
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
        {
            throw new FormatException();
        }

        while (json.Read() && json.TokenType != JsonTokenType.EndObject)
        {
            if (json.TokenType != JsonTokenType.PropertyName)
            {
                json.Skip();
                continue;
            }

            // Objects in the event are walked through like the event itself: the names are different.
            if (json.ValueTextEquals("token"u8))
            {
                hasToken = true;
                json.Read();
                ReadToken(ref json, ref start, ref length);
            }
            else if (json.ValueTextEquals("error"u8))
            {
                json.Read();
                error = json.TokenType == JsonTokenType.String ? json.GetString() : "without a message";
                json.Skip();
            }
            else if (json.ValueTextEquals("details"u8))
            {
                json.Read();
                ReadDetails(ref json, ref finish, ref output, ref prompt);
            }
            else
            {
                json.Skip();
            }
        }

        while (json.Read()) { }

        return error is not null
            ? new AnswerEvent { Kind = AnswerEventKind.Error, Error = $"reported an error: {Excerpt.Of(error)}" }
            : new AnswerEvent
            {
                Kind = hasToken ? AnswerEventKind.Token : AnswerEventKind.Other,
                Text = data.Slice(start, length),
                FinishReason = finish,
                OutputTokens = output,
                PromptTokens = prompt,
            };
    }

    private static void ReadToken(ref Utf8JsonReader json, ref int start, ref int length)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            throw new FormatException();
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isText = json.ValueTextEquals("text"u8);
            json.Read();
            if (isText && json.TokenType == JsonTokenType.String)
            {
                (start, length) = ((int)json.TokenStartIndex + 1, json.ValueSpan.Length);
            }

            json.Skip();
        }
    }

    private static void ReadDetails(ref Utf8JsonReader json, ref string? finish, ref int? output, ref int? prompt)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return;
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("generated_tokens"u8))
            {
                output = JsonCount.Read(ref json);
            }
            else if (json.ValueTextEquals("input_length"u8))
            {
                prompt = JsonCount.Read(ref json);
            }
            else if (json.ValueTextEquals("finish_reason"u8))
            {
                json.Read();
                finish = json.TokenType == JsonTokenType.String ? json.GetString() : null;
                json.Skip();
            }
            else
            {
                json.Skip();
            }
        }
    }
}

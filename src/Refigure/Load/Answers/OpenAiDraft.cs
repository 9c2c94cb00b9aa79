using System.Text.Json;

namespace Refigure.Load.Answers;

/// <summary>One event of OpenAI's endpoints, read in full.</summary>
internal struct OpenAiDraft
{
    private bool _hasChoice;
    private bool _isDelta;
    private string? _finish;
    private int? _prompt;
    private int? _output;
    private int? _cached;
    private string? _error;
    private bool _isError;

    public int TextStart { get; private set; }

    public int TextLength { get; private set; }

    /// <summary>Whether it says nothing but its text.</summary>
    public readonly bool IsPlainToken =>
        _hasChoice && _finish is null && _prompt is null && _output is null && !_isError;

    public void Read(ReadOnlySpan<byte> data)
    {
        var json = new Utf8JsonReader(data);
        Expect(ref json, JsonTokenType.StartObject);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("choices"u8))
            {
                Choices(ref json);
            }
            else if (json.ValueTextEquals("usage"u8))
            {
                Usage(ref json);
            }
            else if (json.ValueTextEquals("error"u8))
            {
                Error(ref json);
            }
            else
            {
                Message(ref json);
            }
        }

        // To the end, so that what is cut off or goes on is no event.
        while (json.Read()) { }
    }

    public readonly AnswerEvent Event(ReadOnlySpan<byte> data)
    {
        var text = data.Slice(TextStart, TextLength);
        if (_isError)
        {
            return new AnswerEvent
            {
                Kind = AnswerEventKind.Error,
                Error = $"reported an error: {(_error is null ? Excerpt.Of(data) : Excerpt.Of(_error))}",
            };
        }

        // A completion's chunk without text that is not the last one stands for tokens whose text is not complete yet; a
        // chat's is its role.
        var isToken = _hasChoice && (TextLength > 0 || (!_isDelta && _finish is null));
        return new AnswerEvent
        {
            Kind =
                isToken ? AnswerEventKind.Token
                : _hasChoice ? AnswerEventKind.Choice
                : AnswerEventKind.Other,
            Text = text,
            FinishReason = _finish,
            PromptTokens = _prompt,
            OutputTokens = _output,
            CachedTokens = _cached,
        };
    }

    private static void Expect(ref Utf8JsonReader json, JsonTokenType type)
    {
        if (!json.Read() || json.TokenType != type)
        {
            throw new FormatException();
        }
    }

    private void Choices(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Null)
        {
            return;
        }

        if (json.TokenType != JsonTokenType.StartArray)
        {
            throw new FormatException();
        }

        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (_hasChoice || json.TokenType != JsonTokenType.StartObject)
            {
                // One answer was asked for.
                json.Skip();
                continue;
            }

            _hasChoice = true;
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                Choice(ref json);
            }
        }
    }

    private void Choice(ref Utf8JsonReader json)
    {
        if (json.ValueTextEquals("text"u8))
        {
            Text(ref json);
        }
        else if (json.ValueTextEquals("finish_reason"u8))
        {
            json.Read();
            _finish = json.TokenType == JsonTokenType.Null ? null : json.GetString();
        }
        else if (json.ValueTextEquals("delta"u8))
        {
            _isDelta = true;
            Expect(ref json, JsonTokenType.StartObject);
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                // What a model thinks are tokens, too.
                if (
                    json.ValueTextEquals("content"u8)
                    || json.ValueTextEquals("reasoning_content"u8)
                    || json.ValueTextEquals("reasoning"u8)
                )
                {
                    Text(ref json);
                }
                else
                {
                    json.Skip();
                }
            }
        }
        else
        {
            json.Skip();
        }
    }

    private void Text(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.String)
        {
            if (json.ValueSpan.Length > 0)
            {
                TextStart = (int)json.TokenStartIndex + 1;
                TextLength = json.ValueSpan.Length;
            }
        }
        else if (json.TokenType != JsonTokenType.Null)
        {
            throw new FormatException();
        }
    }

    private void Usage(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return;
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("prompt_tokens"u8))
            {
                _prompt = JsonCount.Read(ref json);
            }
            else if (json.ValueTextEquals("completion_tokens"u8))
            {
                _output = JsonCount.Read(ref json);
            }
            else if (json.ValueTextEquals("prompt_tokens_details"u8))
            {
                Details(ref json);
            }
            else
            {
                json.Skip();
            }
        }
    }

    private void Details(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return;
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("cached_tokens"u8))
            {
                _cached = JsonCount.Read(ref json);
            }
            else
            {
                json.Skip();
            }
        }
    }

    // {"error": {"message": "…"}} or {"error": "…"}; older vLLM: {"object": "error", "message": "…"}.
    private void Error(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Null)
        {
            return;
        }

        _isError = true;
        if (json.TokenType == JsonTokenType.String)
        {
            _error = json.GetString();
        }
        else if (json.TokenType == JsonTokenType.StartObject)
        {
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                Message(ref json);
            }
        }
    }

    private void Message(ref Utf8JsonReader json)
    {
        var isMessage = json.ValueTextEquals("message"u8);
        var isObject = json.ValueTextEquals("object"u8);
        json.Read();
        if (json.TokenType == JsonTokenType.String && isMessage)
        {
            _error = json.GetString();
        }
        else if (json.TokenType == JsonTokenType.String && isObject)
        {
            _isError |= json.ValueTextEquals("error"u8);
        }
        else
        {
            json.Skip();
        }
    }
}

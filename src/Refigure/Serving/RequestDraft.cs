using System.Buffers;
using Refigure.Results;

namespace Refigure.Serving;

/// <summary>A request while its line is read: what is required is known only at the end.</summary>
internal struct RequestDraft
{
    private int? _index;
    private RequestStatus? _status;
    private bool _isWarmUp;
    private int? _httpStatus;
    private string? _error;
    private double? _intended;
    private double? _sent;
    private double? _firstByte;
    private double? _firstToken;
    private double? _end;
    private int? _promptTokens;
    private int? _outputTokens;
    private int? _chunks;
    private int? _cachedTokens;
    private int? _maxTokens;
    private string? _finishReason;
    private string? _text;
    private TokenTimes _arrivals;

    /// <summary>Takes the value of the key at hand.</summary>
    public void Take(ref JsonFields json)
    {
        switch (json.Key)
        {
            case "index":
                _index = json.Integer();
                break;
            case "status":
                _status =
                    RequestStatusWords.Parse(json.RequiredText())
                    ?? throw new FormatException("status is none of completed, empty, failed and cut");
                break;
            case "warm_up":
                _isWarmUp = json.Truth();
                break;
            case "http_status":
                _httpStatus = json.OptionalSmallInteger();
                break;
            case "error":
                _error = json.Text();
                break;
            case "intended":
                _intended = json.Number();
                break;
            case "sent":
                _sent = json.Number();
                break;
            case "first_byte":
                _firstByte = json.Number();
                break;
            case "first_token":
                _firstToken = json.Number();
                break;
            case "end":
                _end = json.Number();
                break;
            case "finish_reason":
                _finishReason = Same(json.Text());
                break;
            case "text":
                _text = json.Text();
                break;
            case "arrivals":
                _arrivals = json.Numbers(TokenTimes.Create);
                break;
            case RequestLine.ArrivalGaps:
                _arrivals = json.Numbers(Times);
                break;
            default:
                TakeCount(ref json);
                break;
        }
    }

    /// <summary>The request.</summary>
    /// <exception cref="FormatException">Something required is missing.</exception>
    public readonly RequestRecord Request() =>
        new()
        {
            Index = _index ?? throw new FormatException("index is missing"),
            Status = _status ?? throw new FormatException("status is missing"),
            IsWarmUp = _isWarmUp,
            HttpStatus = _httpStatus,
            Error = _error,
            Intended = _intended,
            Sent = _sent,
            FirstByte = _firstByte,
            FirstToken = _firstToken,
            End = _end,
            PromptTokens = _promptTokens,
            OutputTokens = _outputTokens,
            Chunks = _chunks,
            CachedTokens = _cachedTokens,
            MaxTokens = _maxTokens,
            FinishReason = _finishReason,
            Text = _text,
            Arrivals = _arrivals,
        };

    private void TakeCount(ref JsonFields json)
    {
        switch (json.Key)
        {
            case "prompt_tokens":
                _promptTokens = json.OptionalSmallInteger();
                break;
            case "output_tokens":
                _outputTokens = json.OptionalSmallInteger();
                break;
            case "chunks":
                _chunks = json.OptionalSmallInteger();
                break;
            case "cached_tokens":
                _cachedTokens = json.OptionalSmallInteger();
                break;
            case "max_tokens":
                _maxTokens = json.OptionalSmallInteger();
                break;
            default:
                json.Skip();
                break;
        }
    }

    private static TokenTimes Times(ReadOnlySpan<double> gaps)
    {
        var rented = ArrayPool<double>.Shared.Rent(gaps.Length);
        var times = rented.AsSpan(0, gaps.Length);
        double microseconds = 0;
        for (var i = 0; i < times.Length; i++)
        {
            microseconds += gaps[i];
            times[i] = microseconds / RequestLine.Microsecond;
        }

        var held = TokenTimes.Create(times);
        ArrayPool<double>.Shared.Return(rented);
        return held;
    }

    // Almost all answers end for one of two reasons; a text for each request would be most of some.
    private static string? Same(string? reason) =>
        reason switch
        {
            "length" => "length",
            "stop" => "stop",
            _ => reason,
        };
}

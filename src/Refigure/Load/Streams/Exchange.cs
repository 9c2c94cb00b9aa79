using Refigure.Load.Answers;
using Refigure.Load.Http;
using Refigure.Load.Sockets;
using Refigure.Serving;

namespace Refigure.Load.Streams;

/// <summary>
/// One request and its answer: takes the bytes of a connection with the times at which they were read, and knows when the answer
/// has ended and how. Knows no sockets. All times are ticks of the stopwatch, 0 where there was none.
/// </summary>
internal sealed class Exchange
{
    private const int LongestReason = 4096;
    private readonly IAnswerReader _reader;
    private readonly EventStreamReader _events = new();
    private readonly ByteBuffer _start = new();
    private readonly ByteBuffer? _text;
    private AnswerHead? _head;
    private ChunkDecoder _chunks;
    private long _bodyLeft;

    public Exchange(PreparedRequest request, IAnswerReader reader, bool keepsText = false)
    {
        Request = request;
        _reader = reader;
        _text = keepsText ? new ByteBuffer() : null;
        Arrivals = new TickList(request.MaxTokens);
    }

    public PreparedRequest Request { get; }

    public int Index { get; init; }

    public bool IsWarmUp { get; init; }

    /// <summary>Which of a closed loop's streams it belongs to.</summary>
    public int Slot { get; init; }

    public long Intended { get; init; }

    /// <summary>When nothing but the client kept it from starting: its intended start, or later if it had to wait for another to end.</summary>
    public long CouldStart { get; init; }

    /// <summary>When the client took it up.</summary>
    public long Begun { get; set; }

    public long Sent { get; set; }

    public long FirstByte { get; private set; }

    public long LastChoice { get; private set; }

    public long Ended { get; private set; }

    /// <summary>When the server said that it is done; the end of the body may come later.</summary>
    public long DoneAt { get; private set; }

    public TickList Arrivals { get; }

    public long Bytes { get; private set; }

    public int Events { get; private set; }

    public RequestStatus Status { get; private set; }

    public string? Error { get; private set; }

    public string? FinishReason { get; private set; }

    public int? PromptTokens { get; private set; }

    public int? OutputTokens { get; private set; }

    public int? CachedTokens { get; private set; }

    public int? HttpStatus => _head?.Status;

    public string? Text => _text is null ? null : JsonText.Unescape(_text.Span);

    /// <summary>The text so far as it stands in the JSON, for those who show it while it comes; empty where none is kept.</summary>
    public ReadOnlySpan<byte> EscapedText => _text is null ? default : _text.Span;

    /// <summary>Whether anything of an answer came.</summary>
    public bool HasAnswer => FirstByte != 0;

    /// <summary>Whether it was sent again since an idle connection had been closed.</summary>
    public bool IsRetried { get; set; }

    /// <summary>Whether the connection can be used again after it.</summary>
    public bool KeepsConnection { get; private set; }

    /// <summary>Takes bytes that were read.</summary>
    /// <returns>Whether the answer has ended.</returns>
    public bool Receive(ReadOnlySpan<byte> bytes, long ticks)
    {
        if (FirstByte == 0)
        {
            FirstByte = ticks;
        }

        Bytes += bytes.Length;
        while (_head is null)
        {
            _start.Append(bytes);
            var end = AnswerHead.EndOf(_start.Span);
            if (end < 0)
            {
                return _start.Length > AnswerHead.Limit
                    && Fail(ticks, "The server sent no HTTP answer: its head has no end.");
            }

            var head = AnswerHead.Parse(_start.Span[..end]);
            if (head is null)
            {
                return Fail(ticks, $"The server sent no HTTP answer: {Excerpt.Of(_start.Span)}.");
            }

            bytes = _start.Span[end..].ToArray();
            _start.Clear();
            // 100 and the like come before the answer itself.
            if (head.Status >= 200)
            {
                _head = head;
                _bodyLeft = head.ContentLength ?? -1;
            }
            else if (bytes.IsEmpty)
            {
                return false;
            }
        }

        return Body(_head, bytes, ticks);
    }

    /// <summary>The server closed the connection, or it broke.</summary>
    /// <param name="ticks">When.</param>
    /// <param name="why">The end of a sentence about the server; null if it closed it in order.</param>
    public void Close(long ticks, string? why)
    {
        var isWhole = DoneAt != 0 || FinishReason is not null;
        var isOpenEnded = _head is { IsChunked: false, ContentLength: null };
        if (_head is not null && isOpenEnded && why is null && _events.TryEnd(out var data))
        {
            Take(data, ticks);
            isWhole = DoneAt != 0 || FinishReason is not null;
        }

        if (Ended != 0)
        {
            return;
        }

        if (_head is not null && why is null && (DoneAt != 0 || (isOpenEnded && (isWhole || !_head.IsEventStream))))
        {
            Finish(ticks);
            return;
        }

        var after =
            _head is null ? "before it answered"
            : _head.Status >= 300 ? $"in its answer {_head.Status}"
            : Arrivals.Count == 0 ? "before the first token"
            : $"after {Arrivals.Count} chunk{(Arrivals.Count == 1 ? "" : "s")}, before the end of the answer";
        Fail(ticks, $"The server {why ?? "closed the connection"} {after}.");
    }

    /// <summary>It failed for a reason that lies not in the answer.</summary>
    public bool Fail(long ticks, string error)
    {
        (Ended, Status, Error, KeepsConnection) = (ticks, RequestStatus.Failed, error, false);
        return true;
    }

    /// <summary>The load ended before it did.</summary>
    public void Cut(long ticks) => (Ended, Status, KeepsConnection) = (ticks, RequestStatus.Cut, false);

    /// <summary>The server said that it is done, and the end of the body does not come.</summary>
    public void FinishWithoutEnd(long ticks) => Finish(ticks);

    private bool Body(AnswerHead head, ReadOnlySpan<byte> bytes, long ticks)
    {
        if (head.IsChunked)
        {
            while (Ended == 0 && _chunks.TryRead(ref bytes, out var payload))
            {
                Payload(head, payload, ticks);
            }

            if (Ended == 0 && _chunks.IsBroken)
            {
                return Fail(ticks, "The server sent a body whose chunks have no valid size.");
            }

            return Ended != 0 || (_chunks.IsEnd && Whole(head, bytes, ticks));
        }

        if (_bodyLeft < 0 && head.Status is not (204 or 304))
        {
            Payload(head, bytes, ticks);
            return Ended != 0;
        }

        var count = (int)Math.Min(Math.Max(_bodyLeft, 0), bytes.Length);
        Payload(head, bytes[..count], ticks);
        _bodyLeft -= count;
        return Ended != 0 || (_bodyLeft <= 0 && Whole(head, bytes[count..], ticks));
    }

    private bool Whole(AnswerHead head, ReadOnlySpan<byte> rest, long ticks)
    {
        if (_events.TryEnd(out var data))
        {
            Take(data, ticks);
        }

        if (Ended == 0)
        {
            Finish(ticks);
            // More than the answer is nothing that was asked for: such a connection is not used again.
            KeepsConnection = head.KeepsAlive && rest.IsEmpty;
        }

        return true;
    }

    private void Payload(AnswerHead head, ReadOnlySpan<byte> payload, long ticks)
    {
        if (head.Status is < 200 or >= 300 || !head.IsEventStream || head.ContentEncoding is not (null or "identity"))
        {
            _start.Append(payload[..Math.Min(payload.Length, LongestReason - Math.Min(LongestReason, _start.Length))]);
            return;
        }

        while (Ended == 0 && _events.TryRead(ref payload, out var data))
        {
            Take(data, ticks);
        }

        if (Ended == 0 && _events.IsTooLong)
        {
            Fail(ticks, $"The server sent an event of more than {EventStreamReader.Limit} bytes.");
        }
    }

    private void Take(ReadOnlySpan<byte> data, long ticks)
    {
        Events++;
        if (DoneAt != 0)
        {
            return;
        }

        var answer = _reader.Read(data);
        if (answer.Kind == AnswerEventKind.Token)
        {
            Arrivals.Add(ticks);
            LastChoice = ticks;
            _text?.Append(answer.Text);
            if (Arrivals.Count > (2L * Request.MaxTokens) + 64)
            {
                Fail(ticks, $"The server sent more than twice the {Request.MaxTokens} tokens that were asked for.");
                return;
            }
        }
        else if (answer.Kind == AnswerEventKind.Choice)
        {
            LastChoice = ticks;
        }
        else if (answer.Kind == AnswerEventKind.Done)
        {
            DoneAt = ticks;
        }
        else if (answer.Kind != AnswerEventKind.Other)
        {
            Fail(ticks, $"The server {answer.Error}.");
            return;
        }

        FinishReason = answer.FinishReason ?? FinishReason;
        PromptTokens = answer.PromptTokens ?? PromptTokens;
        OutputTokens = answer.OutputTokens ?? OutputTokens;
        CachedTokens = answer.CachedTokens ?? CachedTokens;
    }

    private void Finish(long ticks)
    {
        var head = _head!;
        if (head.Status is < 200 or >= 300)
        {
            Fail(ticks, $"The server answered {head.Status}{Reason()}.");
            KeepsConnection = head.KeepsAlive;
        }
        else if (head.ContentEncoding is not (null or "identity"))
        {
            Fail(ticks, $"The server encoded its answer ({head.ContentEncoding}) although it was asked not to.");
        }
        else if (!head.IsEventStream)
        {
            Fail(ticks, $"The server answered with {head.ContentType} instead of a stream of events{Reason()}.");
        }
        else if (Arrivals.Count > 0)
        {
            (Ended, Status) = (LastChoice, RequestStatus.Completed);
        }
        else
        {
            (Ended, Status) = (LastChoice != 0 ? LastChoice : ticks, RequestStatus.Empty);
        }
    }

    private string Reason() => _start.Length == 0 ? "" : $": {Excerpt.Of(_start.Span)}";
}

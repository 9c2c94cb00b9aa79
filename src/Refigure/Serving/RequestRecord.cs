namespace Refigure.Serving;

/// <summary>
/// One request of a load: a line of <c>requests.jsonl</c>. Times are seconds on one monotonic clock, from the start of the
/// load (of the warm-up, if there is one). What is unknown is null, as for results of other tools; never 0.
/// </summary>
public sealed record RequestRecord
{
    /// <summary>Its place in the order of the intended starts, 0-based.</summary>
    public required int Index { get; init; }

    /// <summary>Whether it belongs to the warm-up, and so to no statistic.</summary>
    public bool IsWarmUp { get; init; }

    /// <summary>When the load wanted it to start: its arrival time, or when its stream became free.</summary>
    public double? Intended { get; init; }

    /// <summary>When its first byte was handed to the system, the time to connect before it.</summary>
    public double? Sent { get; init; }

    /// <summary>When the first byte of the answer arrived.</summary>
    public double? FirstByte { get; init; }

    /// <summary>When the first chunk with a token arrived: with text, or, in a completion, with a text that is not complete yet.</summary>
    public double? FirstToken { get; init; }

    /// <summary>When each chunk with a token arrived, the first among them; empty if unknown.</summary>
    public TokenTimes Arrivals { get; init; }

    /// <summary>
    /// When the answer ended: the last chunk with a choice, as <c>vllm bench serve</c> counts it (not the usage chunk, not
    /// <c>[DONE]</c>); for a failed request when it failed.
    /// </summary>
    public double? End { get; init; }

    /// <summary>Tokens of the prompt: as the server says, else as they were made.</summary>
    public int? PromptTokens { get; init; }

    /// <summary>Tokens of the answer as the server's usage says; null if it does not.</summary>
    public int? OutputTokens { get; init; }

    /// <summary>Chunks with a token that arrived; null if unknown. A chunk may hold several tokens.</summary>
    public int? Chunks { get; init; }

    /// <summary>Prompt tokens that the server took from its prefix cache, where it says so.</summary>
    public int? CachedTokens { get; init; }

    /// <summary>The most tokens that the answer may have.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>How it ended.</summary>
    public required RequestStatus Status { get; init; }

    /// <summary>The status of the HTTP answer; null if there was none.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>Why it failed, in a sentence; null if it did not.</summary>
    public string? Error { get; init; }

    /// <summary>Why the answer ended, as the server says: <c>stop</c>, <c>length</c> …</summary>
    public string? FinishReason { get; init; }

    /// <summary>The answer's text, where it is kept.</summary>
    public string? Text { get; init; }

    /// <summary>Tokens of the answer: the server's count, else the chunks.</summary>
    public int? Tokens => OutputTokens ?? Chunks;

    /// <summary>TTFT from the send, in seconds.</summary>
    public double? Ttft => FirstToken - Sent;

    /// <summary>TTFT from the intended start, in seconds: with the time that the request waited in the client.</summary>
    public double? TtftFromIntended => FirstToken - Intended;

    /// <summary>E2E latency from the send, in seconds.</summary>
    public double? E2e => End - Sent;

    /// <summary>E2E latency from the intended start, in seconds.</summary>
    public double? E2eFromIntended => End - Intended;

    /// <summary>(E2E − TTFT) / (n − 1) in seconds; null for fewer than two tokens.</summary>
    public double? Tpot => Tokens is >= 2 ? (E2e - Ttft) / (Tokens - 1) : null;
}

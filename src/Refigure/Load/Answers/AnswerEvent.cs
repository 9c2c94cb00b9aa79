namespace Refigure.Load.Answers;

/// <summary>An event of a streamed answer, as far as it concerns a load. Its text holds as long as the event's bytes do.</summary>
internal readonly ref struct AnswerEvent
{
    public required AnswerEventKind Kind { get; init; }

    /// <summary>The text as it stands between the quotes in the JSON, escapes and all.</summary>
    public ReadOnlySpan<byte> Text { get; init; }

    public string? FinishReason { get; init; }

    public int? PromptTokens { get; init; }

    public int? OutputTokens { get; init; }

    public int? CachedTokens { get; init; }

    /// <summary>The end of a sentence that says what is wrong.</summary>
    public string? Error { get; init; }
}

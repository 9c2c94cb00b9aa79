using System.Collections.Immutable;

namespace Refigure.Chat.Asking;

/// <summary>What a running server says of itself.</summary>
public sealed record ServerFacts
{
    /// <summary>The models that it serves; empty if it does not say.</summary>
    public ImmutableArray<string> Models { get; init; } = [];

    /// <summary>The tokens that a prompt and its answer may have together; null if it does not say.</summary>
    public int? ContextTokens { get; init; }

    /// <summary>The engine: <c>vllm</c> or <c>tgi</c>; null if it does not say.</summary>
    public string? Engine { get; init; }

    /// <summary>The model's folder, where it names one of this machine.</summary>
    public string? ModelFolder { get; init; }

    /// <summary>Why nothing could be asked, as the end of a sentence; null if it answered.</summary>
    public string? Problem { get; init; }
}

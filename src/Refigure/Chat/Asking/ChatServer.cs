using System.Collections.Immutable;
using Refigure.Chat.Templates;
using Refigure.Load;

namespace Refigure.Chat.Asking;

/// <summary>The server that answers, and how it is asked.</summary>
/// <param name="Url">Its address: <c>http://host:port</c>, with or without <c>/v1</c> or the endpoint's path.</param>
/// <param name="Model">The model as requests must name it.</param>
/// <param name="Endpoint">How it is asked.</param>
public sealed record ChatServer(Uri Url, string Model, LoadEndpoint Endpoint)
{
    /// <summary>What makes prompts of conversations for endpoints that take texts.</summary>
    public ChatTemplate Template { get; init; } = ChatTemplates.Plain;

    /// <summary>
    /// Whether the endpoint was nobody's choice: where the server has none for conversations, prompts are made here then.
    /// </summary>
    public bool MayFallBack { get; init; }

    /// <summary>The tokens that a prompt and its answer may have together; null if nobody knows.</summary>
    public int? ContextTokens { get; init; }

    /// <summary>The engine's name: <c>vllm</c>, <c>transformers</c> …; null if nobody knows.</summary>
    public string? Engine { get; init; }

    /// <summary>The texts that the model's tokenizer takes for special tokens, as far as they are known.</summary>
    public ImmutableArray<string> SpecialTokens { get; init; } = [];

    /// <summary>The sampling temperature; null leaves it to the server.</summary>
    public double? Temperature { get; init; }

    /// <summary>The most tokens of an answer; null for a quarter of the context.</summary>
    public int? AnswerTokens { get; init; }

    /// <summary>What the server knows us by; never written anywhere.</summary>
    public string? Key { get; init; }

    /// <summary>Whether prompts are made here, and not by the server.</summary>
    public bool MakesPrompts => Endpoint != LoadEndpoint.Chat;

    /// <summary>The most tokens of an answer in a context.</summary>
    /// <param name="context">Its tokens; null if nobody knows.</param>
    internal int AnswerTokensIn(int? context) =>
        AnswerTokens ?? (context is { } tokens ? Math.Clamp(tokens / 4, 16, 1024) : 512);
}

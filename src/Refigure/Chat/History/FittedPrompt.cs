using System.Collections.Immutable;
using Refigure.Chat.Templates;

namespace Refigure.Chat.History;

/// <summary>What of a conversation fits into a context.</summary>
/// <param name="Messages">What the server gets.</param>
/// <param name="LeftOut">How many of the oldest turns are not in it.</param>
/// <param name="Tokens">Its tokens, as they are estimated.</param>
/// <param name="MaxTokens">The most tokens that the answer may have.</param>
public sealed record FittedPrompt(ImmutableArray<ChatMessage> Messages, int LeftOut, int Tokens, int MaxTokens)
{
    /// <summary>Whether it is beyond doubt that even the question alone does not fit.</summary>
    public bool IsTooLong { get; init; }
}

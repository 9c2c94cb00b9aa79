using System.Collections.Immutable;
using Refigure.Chat.Templates;

namespace Refigure.Chat.History;

/// <summary>A conversation so far.</summary>
public sealed record ChatHistory
{
    /// <summary>One that has not begun.</summary>
    public static ChatHistory Empty { get; } = new();

    /// <summary>The system message; null for none.</summary>
    public ChatMessage? System { get; init; }

    /// <summary>Questions with their answers, oldest first.</summary>
    public ImmutableArray<ChatTurn> Turns { get; init; } = [];

    /// <summary>How many of the oldest turns are left out of what the server gets.</summary>
    public int LeftOut { get; init; }

    /// <summary>With another turn at its end.</summary>
    public ChatHistory With(ChatTurn turn) => this with { Turns = Turns.Add(turn) };

    /// <summary>What the server gets for the next answer.</summary>
    /// <param name="question">The next question.</param>
    /// <param name="leftOut">How many of the oldest turns are left out.</param>
    public ImmutableArray<ChatMessage> Messages(ChatMessage question, int leftOut) =>
        [
            .. System is null ? Array.Empty<ChatMessage>() : [System],
            .. Turns.Skip(leftOut).SelectMany(t => new[] { t.Question, t.Answer }),
            question,
        ];
}

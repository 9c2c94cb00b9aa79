using System.Collections.Immutable;
using System.Text;
using Refigure.Chat.Templates;

namespace Refigure.Chat.History;

/// <summary>
/// How many tokens a conversation has: what the server counted the last time, and for what is new since then as many tokens a byte as
/// there were in that. Before the first count it is a guess.
/// </summary>
public sealed class TokenEstimate
{
    // Of English text, in the tokenizers of most models.
    private const double UsualPerByte = 0.3;

    // What a template puts around a message, in bytes: <|im_start|>user, <|im_end|> and two line ends.
    private const int FrameBytes = 28;

    private double _perByte = UsualPerByte;
    private HashSet<ChatMessage>? _counted;
    private int _count;

    /// <summary>Whether the server has counted before.</summary>
    public bool IsLearnt => _counted is not null;

    /// <summary>Takes the server's count of a prompt.</summary>
    /// <param name="messages">The conversation that it was made of.</param>
    /// <param name="promptTokens">Its tokens.</param>
    public void Learn(ImmutableArray<ChatMessage> messages, int promptTokens)
    {
        if (promptTokens <= 0)
        {
            return;
        }

        _counted = new HashSet<ChatMessage>(messages, ReferenceEqualityComparer.Instance);
        _count = promptTokens;
        _perByte = Math.Clamp((double)promptTokens / messages.Sum(Bytes), 0.02, 4);
    }

    /// <summary>The tokens of the prompt that is made of a conversation.</summary>
    public int Of(ImmutableArray<ChatMessage> messages)
    {
        if (_counted is null)
        {
            return (int)Math.Ceiling(messages.Sum(Cost));
        }

        var now = new HashSet<ChatMessage>(messages, ReferenceEqualityComparer.Instance);
        var more = now.Where(m => !_counted.Contains(m)).Sum(Cost);
        var less = _counted.Where(m => !now.Contains(m)).Sum(Cost);
        return Math.Max(1, (int)Math.Ceiling(_count + more - less));
    }

    private double Cost(ChatMessage message) =>
        message.Tokens is { } counted ? counted + (FrameBytes * _perByte) : Bytes(message) * _perByte;

    private static int Bytes(ChatMessage message) => Encoding.UTF8.GetByteCount(message.Text) + FrameBytes;
}

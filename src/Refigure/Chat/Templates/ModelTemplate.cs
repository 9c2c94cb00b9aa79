using System.Collections.Immutable;

namespace Refigure.Chat.Templates;

/// <summary>What a model's folder says of conversations.</summary>
/// <param name="IsTokenizer">Whether it says anything of a tokenizer; a GGUF file, or no folder at all, does not.</param>
/// <param name="HasTemplate">Whether it brings a chat template, so that a server can apply it.</param>
/// <param name="Template">The published template that it is, or that its tokens are made for; null if none is recognised.</param>
/// <param name="SpecialTokens">The texts that its tokenizer takes for special tokens.</param>
public sealed record ModelTemplate(
    bool IsTokenizer,
    bool HasTemplate,
    ChatTemplate? Template,
    ImmutableArray<string> SpecialTokens
)
{
    /// <summary>Nothing is known.</summary>
    public static ModelTemplate Unknown { get; } = new(false, false, null, []);
}

using System.Text;

namespace Refigure.Load.Prompts;

/// <summary>Prompts with made-up words before them: the same for all, others for each, or both in this order.</summary>
/// <param name="prompts">The prompts.</param>
/// <param name="seed">Of the words.</param>
/// <param name="shared">Words, so tokens, that all share.</param>
/// <param name="unique">Words that no other has.</param>
internal sealed class PrefixedPrompts(IPromptSource prompts, uint seed, int shared, int unique) : IPromptSource
{
    public string Name => prompts.Name;

    // No two prompts are the same then, however few there are.
    public int? Count => unique > 0 ? null : prompts.Count;

    public int? PromptTokens => prompts.PromptTokens + shared + unique;

    public int? OutputTokens => prompts.OutputTokens;

    public int? SharedPrefixTokens => shared > 0 ? shared : null;

    public bool BeginsAnew => unique == 0 && prompts.BeginsAnew;

    public string? Sha256 => prompts.Sha256;

    public Prompt At(int number)
    {
        var prompt = prompts.At(number);
        var text = new StringBuilder(prompt.Text.Length + ((shared + unique) * 3));
        WordStream.For(seed, -1).Append(text, shared);
        WordStream.For(seed, number).Append(text, unique);
        return prompt with
        {
            Text = text.Append(' ').Append(prompt.Text).ToString(),
            Tokens = prompt.Tokens + shared + unique,
        };
    }
}

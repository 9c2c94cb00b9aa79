using System.Text;

namespace Refigure.Load.Prompts;

/// <summary>
/// Random words of given lengths. Each request has its own, so that no cache of the server knows its beginning, unless a shared
/// prefix is wanted.
/// </summary>
/// <param name="promptTokens">Words, so tokens, of each prompt.</param>
/// <param name="outputTokens">The most tokens of each answer.</param>
/// <param name="seed">Another seed, other prompts: a repeat of a load needs another one.</param>
/// <param name="sharedPrefix">Words at the beginning that all prompts share.</param>
public sealed class RandomPrompts(int promptTokens, int outputTokens, long seed, int sharedPrefix = 0) : IPromptSource
{
    private readonly string _shared = Words(WordStream.For(seed, -1), Math.Min(sharedPrefix, promptTokens));

    /// <inheritdoc />
    public string Name => "random";

    /// <inheritdoc />
    public int? Count => null;

    /// <inheritdoc />
    public int? PromptTokens => promptTokens;

    /// <inheritdoc />
    public int? OutputTokens => outputTokens;

    /// <inheritdoc />
    public int? SharedPrefixTokens => sharedPrefix > 0 ? sharedPrefix : null;

    /// <inheritdoc />
    public Prompt At(int number)
    {
        var text = new StringBuilder(_shared, promptTokens * 3);
        WordStream.For(seed, number).Append(text, promptTokens - Math.Min(sharedPrefix, promptTokens));
        return new Prompt(text.ToString(), promptTokens, outputTokens);
    }

    private static string Words(WordStream words, int count)
    {
        var text = new StringBuilder();
        words.Append(text, count);
        return text.ToString();
    }
}

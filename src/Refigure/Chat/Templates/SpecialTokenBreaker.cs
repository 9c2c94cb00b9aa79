using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace Refigure.Chat.Templates;

/// <summary>
/// Servers take the names of special tokens for the tokens themselves wherever they stand in a prompt, so a message could end itself and
/// speak as somebody else. Such names are broken in two with a zero-width space behind their first character: they look the same,
/// and are letters to the tokenizer.
/// </summary>
/// <param name="marks">The texts that the model takes for structure, beside all of the form <c>&lt;|…|&gt;</c>.</param>
internal sealed partial class SpecialTokenBreaker(ImmutableArray<string> marks)
{
    private const char ZeroWidthSpace = '\u200B';

    // Longer ones first: they may begin with shorter ones. One letter would be broken in every word that has it.
    private readonly ImmutableArray<string> _marks =
    [
        .. marks.Where(m => m.Trim().Length >= 3).Distinct(StringComparer.Ordinal).OrderByDescending(m => m.Length),
    ];

    /// <summary>Breaks them.</summary>
    /// <returns>The text, and which names were in it, each once.</returns>
    public (string Text, ImmutableArray<string> Found) Break(string text)
    {
        var found = ImmutableArray.CreateBuilder<string>();
        var broken = Named().Replace(text, match => Broken(match.Value));
        foreach (var mark in _marks)
        {
            if (broken.Contains(mark, StringComparison.Ordinal))
            {
                broken = broken.Replace(mark, Broken(mark), StringComparison.Ordinal);
            }
        }

        return (broken, found.ToImmutable());

        string Broken(string name)
        {
            if (!found.Contains(name))
            {
                found.Add(name);
            }

            return new StringBuilder(name)
                .Insert(Rune.GetRuneAt(name, 0).Utf16SequenceLength, ZeroWidthSpace)
                .ToString();
        }
    }

    [GeneratedRegex(@"<[|｜][^<>\s|｜]{1,64}[|｜]>", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Named();
}

using System.Globalization;
using System.Text;

namespace Refigure.Plotting.Documents;

/// <summary>
/// Text from outside as it may stand on a page: what moves the cursor, turns the direction of reading, or is half a character
/// becomes the replacement character. What only the font lacks is drawn as a question mark.
/// </summary>
public static class PrintableText
{
    private const char Replacement = '\uFFFD';

    /// <summary>The text; line feeds stay, tabs and other spaces become spaces.</summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.Replace("\r\n", "\n", StringComparison.Ordinal).EnumerateRunes())
        {
            _ =
                rune.Value == '\n' ? kept.Append('\n')
                : rune.Value == '\t' || Rune.GetUnicodeCategory(rune) == UnicodeCategory.SpaceSeparator
                    ? kept.Append(' ')
                : IsPrintable(rune) ? kept.Append(rune)
                : kept.Append(Replacement);
        }

        return kept.ToString();
    }

    private static bool IsPrintable(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is not (
                UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.Surrogate
                or UnicodeCategory.PrivateUse
                or UnicodeCategory.OtherNotAssigned
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
            );
}

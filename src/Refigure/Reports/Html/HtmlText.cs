using System.Globalization;
using System.Text;

namespace Refigure.Reports.Html;

/// <summary>
/// Any text as text of a page: nothing in it is markup, and nothing in it is invisible or turns what stands around it. Names, log
/// lines and facts come from machines and files that nobody checked.
/// </summary>
internal static class HtmlText
{
    /// <summary>Appends the text, fit for an element's content and for a value in double quotes.</summary>
    public static void Append(StringBuilder output, ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var plain = text.IndexOfAnyExcept(Plain);
            if (plain < 0)
            {
                output.Append(text);
                return;
            }

            output.Append(text[..plain]);
            text = text[plain..];
            _ = Rune.DecodeFromUtf16(text, out var rune, out var used);
            Append(output, rune);
            text = text[used..];
        }
    }

    /// <summary>The text as <see cref="Append(StringBuilder, ReadOnlySpan{char})"/> writes it.</summary>
    public static string Of(string text)
    {
        var output = new StringBuilder(text.Length + 16);
        Append(output, text);
        return output.ToString();
    }

    /// <summary>The text with what is hidden made visible, for what the page's own script puts in as text.</summary>
    public static string Shown(string text) => System.Net.WebUtility.HtmlDecode(Of(text));

    private static readonly System.Buffers.SearchValues<char> Plain = System.Buffers.SearchValues.Create(
        " !#$%()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~\n\t"
    );

    private static void Append(StringBuilder output, Rune rune)
    {
        switch (rune.Value)
        {
            case '&':
                output.Append("&amp;");
                break;
            case '<':
                output.Append("&lt;");
                break;
            case '>':
                output.Append("&gt;");
                break;
            case '"':
                output.Append("&quot;");
                break;
            case '\'':
                output.Append("&#39;");
                break;
            case < ' ':
                // The picture of the control character: U+2400 and following.
                output.Append((char)('\u2400' + rune.Value));
                break;
            case 0x7F:
                output.Append('\u2421');
                break;
            default:
                if (IsHidden(rune))
                {
                    output.Append(CultureInfo.InvariantCulture, $"\u2039U+{rune.Value:X4}\u203a");
                }
                else
                {
                    output.Append(rune.ToString());
                }

                break;
        }
    }

    // What has no shape or steers the direction of writing would make a page say what is not there; of these only the
    // joiners inside words (U+200C, U+200D) are part of how languages are written.
    private static bool IsHidden(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.PrivateUse
                or UnicodeCategory.OtherNotAssigned
        && rune.Value is not (0x200C or 0x200D or 0xAD);
}

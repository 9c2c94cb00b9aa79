using System.Buffers;
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
    public static void Append(TextBuffer output, ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var plain = text.IndexOfAnyExcept(Plain);
            if (plain < 0)
            {
                output.Add(text);
                return;
            }

            output.Add(text[..plain]);
            text = text[plain..];
            _ = Rune.DecodeFromUtf16(text, out var rune, out var used);
            Append(output, rune);
            text = text[used..];
        }
    }

    /// <summary>The text as <see cref="Append(TextBuffer, ReadOnlySpan{char})"/> writes it.</summary>
    public static string Of(string text)
    {
        var output = new TextBuffer();
        Append(output, text);
        return output.Whole.ToString();
    }

    /// <summary>The text with what is hidden made visible, for what the page's own script puts in as text.</summary>
    public static string Shown(string text) => System.Net.WebUtility.HtmlDecode(Of(text));

    private static readonly SearchValues<char> Plain = SearchValues.Create(
        " !#$%()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~\n\t"
    );

    private static void Append(TextBuffer output, Rune rune)
    {
        switch (rune.Value)
        {
            case '&':
                output.Add("&amp;");
                break;
            case '<':
                output.Add("&lt;");
                break;
            case '>':
                output.Add("&gt;");
                break;
            case '"':
                output.Add("&quot;");
                break;
            case '\'':
                output.Add("&#39;");
                break;
            case < ' ':
                // The picture of the control character: U+2400 and following.
                output.Add((char)('\u2400' + rune.Value));
                break;
            case 0x7F:
                output.Add('\u2421');
                break;
            default:
                if (IsHidden(rune))
                {
                    output.Add(string.Create(CultureInfo.InvariantCulture, $"\u2039U+{rune.Value:X4}\u203a"));
                }
                else
                {
                    output.Add(rune.ToString());
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

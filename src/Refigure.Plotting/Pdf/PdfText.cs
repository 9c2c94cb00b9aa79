using System.Globalization;
using System.Text;
using Refigure.Plotting.Rendering;

namespace Refigure.Plotting.Pdf;

/// <summary>Strings, names and dates in PDF's notation (ISO 32000-1, 7.3 and 7.9).</summary>
internal static class PdfText
{
    /// <summary>Writes a text string: readable where it is ASCII, else UTF-16 with its mark.</summary>
    public static void WriteString(ByteBuffer output, string text)
    {
        if (!Ascii.IsValid(text))
        {
            output.Add("<FEFF"u8);
            WriteUtf16(output, text);
            output.Add((byte)'>');
            return;
        }

        output.Add((byte)'(');
        foreach (var character in text)
        {
            switch (character)
            {
                case '(' or ')' or '\\':
                    output.Add((byte)'\\').Add((byte)character);
                    break;
                case '\n':
                    output.Add("\\n"u8);
                    break;
                default:
                    output.Add(char.IsControl(character) ? (byte)'?' : (byte)character);
                    break;
            }
        }

        output.Add((byte)')');
    }

    /// <summary>Writes the text's UTF-16 units as hexadecimal digits; half a surrogate pair becomes U+FFFD.</summary>
    public static void WriteUtf16(ByteBuffer output, string text)
    {
        Span<char> units = stackalloc char[2];
        foreach (var rune in text.EnumerateRunes())
        {
            foreach (var unit in units[..rune.EncodeToUtf16(units)])
            {
                output.AddHex(unit);
            }
        }
    }

    /// <summary>Writes a date in UTC.</summary>
    public static void WriteDate(ByteBuffer output, DateTimeOffset date)
    {
        output.Add("(D:"u8);
        output.AddText(date.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture));
        output.Add("Z)"u8);
    }

    /// <summary>A font's name with what may stand in a PDF name: printable ASCII without delimiters.</summary>
    public static string FontName(string name)
    {
        var kept = string.Concat(name.Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'));
        return kept.Length > 0 ? kept : "Font";
    }
}

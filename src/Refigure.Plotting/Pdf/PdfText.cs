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
        foreach (var character in text)
        {
            if (!char.IsAscii(character))
            {
                WriteUtf16String(output, text);
                return;
            }
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

    /// <summary>Writes the character's UTF-16 units as hexadecimal digits.</summary>
    public static void WriteUtf16(ByteBuffer output, Rune character)
    {
        Span<char> units = stackalloc char[2];
        foreach (var unit in units[..character.EncodeToUtf16(units)])
        {
            output.AddHex(unit);
        }
    }

    /// <summary>Writes the whole text so, after its mark; half a surrogate pair becomes U+FFFD.</summary>
    private static void WriteUtf16String(ByteBuffer output, string text)
    {
        output.Add("<FEFF"u8);
        foreach (var character in text.EnumerateRunes())
        {
            WriteUtf16(output, character);
        }

        output.Add((byte)'>');
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
        var kept = new StringBuilder(name.Length);
        foreach (var character in name)
        {
            if (char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.')
            {
                kept.Append(character);
            }
        }

        return kept.Length > 0 ? kept.ToString() : "Font";
    }
}

using System.Text;

namespace Refigure.Load.Answers;

/// <summary>The beginning of something that a server sent, for a sentence: on one line, nothing in it that moves a cursor.</summary>
internal static class Excerpt
{
    private const int Longest = 200;

    public static string Of(ReadOnlySpan<byte> bytes)
    {
        // A few more than shown: characters of several bytes.
        var text = Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, Longest * 2)]);
        return Of(text, bytes.Length > Longest * 2);
    }

    public static string Of(string text, bool isCut = false)
    {
        var plain = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (plain.Length >= Longest)
            {
                isCut = true;
                break;
            }

            if (Rune.IsControl(rune) || Rune.IsWhiteSpace(rune))
            {
                if (plain.Length > 0 && plain[^1] != ' ')
                {
                    plain.Append(' ');
                }
            }
            else
            {
                plain.Append(rune.ToString());
            }
        }

        return plain.ToString().TrimEnd() + (isCut ? " …" : "");
    }
}

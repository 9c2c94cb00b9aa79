namespace Refigure.Plotting.Rendering;

/// <summary>Writes text into XML, where some characters must be escaped and some may not stand at all.</summary>
internal static class XmlText
{
    private const int Replacement = 0xFFFD;

    /// <summary>Writes the text, fit for an element's content and for a value in double quotes.</summary>
    public static void Write(ByteBuffer output, string text)
    {
        Span<char> characters = stackalloc char[2];
        foreach (var rune in text.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '&':
                    output.Add("&amp;"u8);
                    break;
                case '<':
                    output.Add("&lt;"u8);
                    break;
                case '>':
                    output.Add("&gt;"u8);
                    break;
                case '"':
                    output.Add("&quot;"u8);
                    break;
                case (< ' ' and not ('\t' or '\n')) or 0xFFFE or 0xFFFF:
                    output.AddText([(char)Replacement]);
                    break;
                default:
                    output.AddText(characters[..rune.EncodeToUtf16(characters)]);
                    break;
            }
        }
    }
}

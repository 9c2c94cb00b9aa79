namespace Refigure.Logs.Lines;

/// <summary>Terminal colour sequences, <c>ESC [ … m</c>.</summary>
internal static class Ansi
{
    private const byte Escape = 0x1b;

    /// <summary>The first position from <paramref name="at"/> on that is not in a colour sequence.</summary>
    public static int Skip(ReadOnlySpan<byte> text, int at)
    {
        while (at + 1 < text.Length && text[at] == Escape && text[at + 1] == '[')
        {
            var end = text[at..].IndexOf((byte)'m');
            if (end is < 0 or > 16)
            {
                return at;
            }

            at += end + 1;
        }

        return at;
    }

    /// <summary>The end of the text before <paramref name="end"/> without the colour sequences that close it.</summary>
    public static int SkipBack(ReadOnlySpan<byte> text, int end)
    {
        while (end > 0 && text[end - 1] == 'm')
        {
            var from = Math.Max(0, end - 16);
            var escape = text[from..end].LastIndexOf(Escape);
            if (escape < 0 || Skip(text, from + escape) < end)
            {
                return end;
            }

            end = from + escape;
        }

        return end;
    }
}

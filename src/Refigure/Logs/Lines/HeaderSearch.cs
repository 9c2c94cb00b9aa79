namespace Refigure.Logs.Lines;

/// <summary>Finds a header that does not begin its piece, such as one that is glued to a progress bar.</summary>
internal static class HeaderSearch
{
    private const int DateLength = 6; // "mm-dd "
    private const int EpochLength = 17;

    /// <summary>Where the first header from <paramref name="from"/> on begins; -1 if there is none.</summary>
    public static int Find(ReadOnlySpan<byte> piece, int from)
    {
        var at = from;
        while (at < piece.Length)
        {
            // Every header has the colons of a time of day, or the bracket of a source file.
            var step = piece[at..].IndexOfAny((byte)':', (byte)'[');
            if (step < 0)
            {
                return -1;
            }

            at += step;
            var header = piece[at] == ':' ? CalendarHeader(piece, at) : EpochHeader(piece, at);
            if (header >= from)
            {
                return header;
            }

            at++;
        }

        return -1;
    }

    private static int CalendarHeader(ReadOnlySpan<byte> piece, int colon)
    {
        if (
            colon + 3 >= piece.Length
            || piece[colon + 3] != ':'
            || colon < 2 + DateLength + 1
            || piece[colon - 3] != ' '
            || piece[colon - 6] != '-'
        )
        {
            return -1;
        }

        var date = Ansi.SkipBack(piece, colon - 2 - DateLength);
        return date < 1 || piece[date - 1] != ' ' ? -1 : LevelBefore(piece, Ansi.SkipBack(piece, date - 1));
    }

    private static int EpochHeader(ReadOnlySpan<byte> piece, int bracket)
    {
        var level = bracket < 1 || piece[bracket - 1] != ' ' ? -1 : LevelBefore(piece, bracket - 1);
        if (level < 1)
        {
            return -1;
        }

        var name = TokenBefore(piece, level);
        var pid = name < 1 ? -1 : TokenBefore(piece, name);
        return pid < EpochLength + 1 ? -1 : pid - 1 - EpochLength;
    }

    /// <summary>Where the token begins that ends with the space before <paramref name="at"/>; -1 if it is none.</summary>
    private static int TokenBefore(ReadOnlySpan<byte> piece, int at)
    {
        if (at < 2 || piece[at - 1] != ' ')
        {
            return -1;
        }

        var from = Math.Max(0, at - 1 - 64);
        var space = piece[from..(at - 1)].LastIndexOf((byte)' ');
        return space < 0 ? -1 : from + space + 1;
    }

    private static int LevelBefore(ReadOnlySpan<byte> piece, int end)
    {
        for (var length = 4; length <= 8 && length <= end; length++)
        {
            if (HeaderParser.LevelLength(piece[(end - length)..end]) == length)
            {
                return end - length;
            }
        }

        return -1;
    }
}

using System.Buffers.Text;

namespace Refigure.Logs.Lines;

/// <summary>
/// Takes a piece of a line apart. The forms, each possibly coloured (ANSI) and after any number of process prefixes such
/// as <c>(APIServer pid=1) (EngineCore_0 pid=2) </c>, of which the innermost one is the author:
/// <c>LEVEL mm-dd HH:MM:SS file:line] text</c> (vLLM up to 0.7), <c>LEVEL mm-dd HH:MM:SS[.mmm] [file:line] text</c>,
/// our own <c>epoch.µs pid process LEVEL [file:line] text</c>, and text without any of it. A record that is glued to a
/// progress bar is found inside of the piece.
/// </summary>
internal static class RecordParser
{
    private const int LongestPrefix = 96;

    public static LogRecord Parse(ReadOnlySpan<byte> piece)
    {
        var record = new LogRecord { IsFrontEnd = true };
        var at = Ansi.Skip(piece, 0);
        while (at < piece.Length && piece[at] == '(' && TryAuthor(piece[at..], ref record, out var length))
        {
            at = Ansi.Skip(piece, at + length);
        }

        if (HeaderParser.TryRead(piece, at, ref record))
        {
            return record;
        }

        var header = HeaderSearch.Find(piece, at);
        if (header >= 0)
        {
            AuthorBefore(piece[..header], ref record);
            if (HeaderParser.TryRead(piece, header, ref record))
            {
                return record;
            }
        }

        record.Message = HeaderParser.WithoutLevel(piece[at..]);
        return record;
    }

    /// <summary>Reads <c>(Name pid=123) </c> at the beginning of the text.</summary>
    private static bool TryAuthor(ReadOnlySpan<byte> text, ref LogRecord record, out int length)
    {
        length = 0;
        var window = text[..Math.Min(text.Length, LongestPrefix)];
        var end = window.IndexOf((byte)')');
        var pid = end < 0 ? -1 : window[..end].IndexOf("pid="u8);
        if (pid < 0 || !Utf8Parser.TryParse(window[(pid + 4)..end], out int author, out _))
        {
            return false;
        }

        record.Author = author;
        record.IsFrontEnd = window.StartsWith("(APIServer"u8) || window.StartsWith("(ApiServer"u8);
        length = Ansi.Skip(text, end + 1);
        if (length < text.Length && text[length] == ' ')
        {
            length++;
        }

        return true;
    }

    private static void AuthorBefore(ReadOnlySpan<byte> text, ref LogRecord record)
    {
        var window = text[^Math.Min(text.Length, LongestPrefix)..];
        var open = window.LastIndexOf((byte)'(');
        if (open >= 0 && TryAuthor(window[open..], ref record, out var length))
        {
            // Anything between the prefix and the header belongs to somebody else.
            if (Ansi.Skip(window, open + length) == window.Length)
            {
                return;
            }
        }

        record.Author = 0;
        record.IsFrontEnd = true;
    }
}

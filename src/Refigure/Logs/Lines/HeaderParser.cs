using System.Buffers.Text;

namespace Refigure.Logs.Lines;

/// <summary>Reads the header of a record: level, stamp, source file.</summary>
internal static class HeaderParser
{
    private const int CalendarLength = 14; // mm-dd HH:MM:SS
    private const int EpochLength = 17; // 1795309567.839431
    private const int LongestSource = 256;

    /// <summary>Reads a stamped header at a position; false, and nothing set but the author, if there is none.</summary>
    public static bool TryRead(ReadOnlySpan<byte> piece, int at, ref LogRecord record) =>
        at < piece.Length
        && (
            char.IsAsciiDigit((char)piece[at])
                ? TryReadEpoch(piece[at..], ref record)
                : TryReadCalendar(piece, at, ref record)
        );

    /// <summary>The text without a level that no stamp follows, as uvicorn and plain formatters write it.</summary>
    public static ReadOnlySpan<byte> WithoutLevel(ReadOnlySpan<byte> text)
    {
        var level = LevelLength(text);
        if (level == 0 || level == text.Length || (text[level] != ' ' && text[level] != ':'))
        {
            return text;
        }

        text = text[level..].TrimStart(": "u8);
        return text[SourceLength(text)..];
    }

    /// <summary>Length of the level at the beginning of the text; 0 if there is none.</summary>
    public static int LevelLength(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            return 0;
        }

        var level = text[0] switch
        {
            (byte)'D' => "DEBUG"u8,
            (byte)'I' => "INFO"u8,
            (byte)'W' => "WARNING"u8,
            (byte)'E' => "ERROR"u8,
            (byte)'C' => "CRITICAL"u8,
            _ => default,
        };
        return !level.IsEmpty && text.StartsWith(level) ? level.Length : 0;
    }

    private static bool TryReadCalendar(ReadOnlySpan<byte> piece, int at, ref LogRecord record)
    {
        var level = LevelLength(piece[at..]);
        if (level == 0)
        {
            return false;
        }

        var isDebug = piece[at] == 'D';
        at = Ansi.Skip(piece, at + level);
        if (at >= piece.Length || piece[at] != ' ')
        {
            return false;
        }

        at = Ansi.Skip(piece, at + 1);
        if (piece.Length - at < CalendarLength || !CalendarStamp.TryRead(piece.Slice(at, CalendarLength), ref record))
        {
            return false;
        }

        at += CalendarLength;
        at += Fraction(piece[at..], ref record);
        at = Ansi.Skip(piece, at);
        if (at < piece.Length && piece[at] != ' ')
        {
            return false;
        }

        record.Stamp = StampKind.Calendar;
        record.IsDebug = isDebug;
        at = Ansi.Skip(piece, Math.Min(at + 1, piece.Length));
        record.Message = Message(piece[at..]);
        return true;
    }

    private static bool TryReadEpoch(ReadOnlySpan<byte> text, ref LogRecord record)
    {
        if (
            text.Length <= EpochLength
            || text[10] != '.'
            || text[EpochLength] != ' '
            || !Utf8Parser.TryParse(text[..10], out long seconds, out var read)
            || read != 10
            || !Utf8Parser.TryParse(text.Slice(11, 6), out int micros, out read)
            || read != 6
            || !Utf8Parser.TryParse(text[(EpochLength + 1)..], out int pid, out read)
        )
        {
            return false;
        }

        text = text[(EpochLength + 1 + read)..];
        if (text.IsEmpty || text[0] != ' ')
        {
            return false;
        }

        text = text[1..];
        var name = text.IndexOf((byte)' ');
        var level = name < 0 ? 0 : LevelLength(text[(name + 1)..]);
        if (level == 0)
        {
            return false;
        }

        record.IsDebug = text[name + 1] == 'D';
        record.Stamp = StampKind.Epoch;
        record.Micros = (seconds * 1_000_000) + micros;
        record.Resolution = TimestampResolution.Microsecond;
        var isFrontEnd = text[..name].SequenceEqual("MainProcess"u8);
        // The prefix says more than the name: it tells the workers of a tensor-parallel engine apart. But a prefix is printed
        // apart from its line, so the front end's line can come between them.
        if (record.Author == 0 || (isFrontEnd && record.Author != pid))
        {
            record.Author = pid;
            record.IsFrontEnd = isFrontEnd;
        }

        record.Message = Message(text[Math.Min(name + 1 + level + 1, text.Length)..]);
        return true;
    }

    private static int Fraction(ReadOnlySpan<byte> text, ref LogRecord record)
    {
        record.Resolution = TimestampResolution.Second;
        if (text.IsEmpty || (text[0] != '.' && text[0] != ','))
        {
            return 0;
        }

        var digits = 0;
        var micros = 0;
        while (digits < 6 && digits + 1 < text.Length && char.IsAsciiDigit((char)text[digits + 1]))
        {
            micros = (micros * 10) + (text[digits + 1] - '0');
            digits++;
        }

        for (var i = digits; i < 6; i++)
        {
            micros *= 10;
        }

        record.Micros += micros;
        record.Resolution = digits switch
        {
            0 => TimestampResolution.Second,
            <= 3 => TimestampResolution.Millisecond,
            _ => TimestampResolution.Microsecond,
        };
        return digits == 0 ? 0 : digits + 1;
    }

    private static ReadOnlySpan<byte> Message(ReadOnlySpan<byte> text) => text[SourceLength(text)..];

    /// <summary>Length of <c>[file:line] </c> or <c>file:line] </c> at the beginning; 0 if the format has none.</summary>
    private static int SourceLength(ReadOnlySpan<byte> text)
    {
        var window = text[..Math.Min(text.Length, LongestSource)];
        var close = window.IndexOf((byte)']');
        if (close < 0 || (text[0] != '[' && window[..close].Contains((byte)' ')))
        {
            return 0;
        }

        var end = Ansi.Skip(text, close + 1);
        return end < text.Length && text[end] == ' ' ? end + 1 : end;
    }
}

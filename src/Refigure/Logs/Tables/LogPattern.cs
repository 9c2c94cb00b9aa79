using System.Collections.Immutable;

namespace Refigure.Logs.Tables;

/// <summary>The rows of one event that share a text, ready for matching bytes.</summary>
internal sealed class LogPattern
{
    private readonly byte[] text;
    private readonly ImmutableArray<NumberReader> readers;

    public LogPattern(ImmutableArray<LogRow> rows)
    {
        text = System.Text.Encoding.UTF8.GetBytes(rows[0].Text);
        Event = rows[0].Event;
        By = rows[0].By;
        readers =
        [
            .. rows.Where(row => row.Read is not null)
                .Select(row => row.Read!)
                .Distinct()
                .Select(r => new NumberReader(r)),
        ];
    }

    /// <summary>What a line that matches reports.</summary>
    public LogEvent Event { get; }

    /// <summary>Which process prints it.</summary>
    public PrintedBy By { get; }

    /// <summary>The first byte of a message that matches.</summary>
    public byte FirstByte => text[0];

    /// <summary>Whether the message begins with the text; <paramref name="rest"/> is what follows it.</summary>
    public bool Matches(ReadOnlySpan<byte> message, out ReadOnlySpan<byte> rest)
    {
        rest = default;
        if (!message.StartsWith(text))
        {
            return false;
        }

        rest = message[text.Length..];
        return true;
    }

    /// <summary>Reads the number with the first reading of the rows that fits; whether the line is complete.</summary>
    public bool Read(ReadOnlySpan<byte> rest, out PrintedNumber? number, out Repeated repeated)
    {
        number = null;
        repeated = Repeated.First;
        var complete = true;
        foreach (var reader in readers)
        {
            number = reader.TryRead(rest);
            repeated = reader.Read.Repeated;
            if (number is not null)
            {
                return true;
            }

            complete = reader.Read.Optional;
        }

        return complete;
    }

    /// <summary>The patterns of all rows by the first byte of their text.</summary>
    public static LogPattern[]?[] ByFirstByte { get; } = Index();

    private static LogPattern[]?[] Index()
    {
        var index = new LogPattern[]?[256];
        foreach (var group in LogRows.All.GroupBy(row => (row.Event, row.Text)))
        {
            var pattern = new LogPattern([.. group]);
            index[pattern.FirstByte] = [.. index[pattern.FirstByte] ?? [], pattern];
        }

        return index;
    }
}

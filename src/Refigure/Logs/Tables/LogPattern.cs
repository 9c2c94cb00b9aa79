namespace Refigure.Logs.Tables;

/// <summary>The rows of one event that share a text, ready for matching bytes.</summary>
internal sealed class LogPattern
{
    private readonly byte[] _text;
    private readonly NumberReader[] _readers;

    private LogPattern(LogRow row, List<NumberReader> readers)
    {
        _text = System.Text.Encoding.UTF8.GetBytes(row.Text);
        Event = row.Event;
        By = row.By;
        _readers = [.. readers];
    }

    /// <summary>What a line that matches reports.</summary>
    public LogEvent Event { get; }

    /// <summary>Which process prints it.</summary>
    public PrintedBy By { get; }

    /// <summary>Whether the event is about a number, not only about when it happens.</summary>
    public bool HasNumber => _readers.Length > 0;

    /// <summary>The first byte of a message that matches.</summary>
    public byte FirstByte => _text[0];

    /// <summary>Whether the message begins with the text; <paramref name="rest"/> is what follows it.</summary>
    public bool Matches(ReadOnlySpan<byte> message, out ReadOnlySpan<byte> rest)
    {
        rest = default;
        if (!message.StartsWith(_text))
        {
            return false;
        }

        rest = message[_text.Length..];
        return true;
    }

    /// <summary>Reads the number with the first reading of the rows that fits; whether the line is complete.</summary>
    public bool Read(ReadOnlySpan<byte> rest, out PrintedNumber? number, out Repeated repeated)
    {
        number = null;
        repeated = Repeated.First;
        var complete = true;
        foreach (var reader in _readers)
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

    // Plain loops: this runs once in every start of the program.
    private static LogPattern[]?[] Index()
    {
        var index = new LogPattern[]?[256];
        var found = new List<NumberReader>();
        var rows = LogRows.All;
        for (var i = 0; i < rows.Length; i++)
        {
            if (
                rows[i].Read is { } read
                && !found.Exists(reader => IsSame(reader.Read.After, read.After) && IsSame(reader.Read.Unit, read.Unit))
            )
            {
                found.Add(new NumberReader(read));
            }

            // The rows of one text, version after version, are neighbours.
            if (i + 1 == rows.Length || rows[i + 1].Event != rows[i].Event || !IsSame(rows[i + 1].Text, rows[i].Text))
            {
                var pattern = new LogPattern(rows[i], found);
                index[pattern.FirstByte] = [.. index[pattern.FirstByte] ?? [], pattern];
                found.Clear();
            }
        }

        return index;
    }

    private static bool IsSame(string one, string other) => string.Equals(one, other, StringComparison.Ordinal);
}

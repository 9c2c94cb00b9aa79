namespace Refigure.Traces.Reading;

/// <summary>The fields of one line of a table, as positions in it.</summary>
internal static class TableLine
{
    /// <summary>
    /// Splits a line. The last column is the name of a kernel, which has commas of its own and is not quoted in every export: it
    /// takes what is left.
    /// </summary>
    /// <returns>How many fields there are.</returns>
    public static int Split(ReadOnlySpan<byte> line, byte separator, Span<Range> fields)
    {
        var count = 0;
        var at = 0;
        while (count < fields.Length)
        {
            int end;
            if (at < line.Length && line[at] == '"')
            {
                end = EndOfQuoted(line, at + 1);
                fields[count++] = (at + 1)..end;
                end = Math.Min(end + 1, line.Length);
            }
            else
            {
                var length = count == fields.Length - 1 ? -1 : line[at..].IndexOf(separator);
                end = length < 0 ? line.Length : at + length;
                fields[count++] = at..end;
            }

            if (end >= line.Length)
            {
                break;
            }

            at = end + 1;
        }

        return count;
    }

    private static int EndOfQuoted(ReadOnlySpan<byte> line, int at)
    {
        while (true)
        {
            var length = line[at..].IndexOf((byte)'"');
            if (length < 0)
            {
                return line.Length;
            }

            at += length;
            if (at + 1 >= line.Length || line[at + 1] != '"')
            {
                return at;
            }

            at += 2;
        }
    }
}

namespace Refigure.Imports.Serving;

/// <summary>Reads a file line by line with a memory of one line; empty lines are passed over.</summary>
internal static class FileLines
{
    private const int First = 1 << 16;
    private const int Longest = 1 << 28;

    /// <summary>The lines with something in them.</summary>
    /// <exception cref="UserErrorException">The file cannot be read, or a line has no end.</exception>
    public static IEnumerable<FileLine> Of(ResultFile file)
    {
        using var content = file.Open();
        var buffer = new byte[First];
        var (from, to, number, offset, ended) = (0, 0, 1, 0L, false);
        while (!ended || from < to)
        {
            var at = buffer.AsSpan(from, to - from).IndexOf((byte)'\n');
            if (at < 0 && !ended)
            {
                (buffer, from, to) = Room(buffer, from, to, file, number);
                var read = Read(content, buffer.AsSpan(to), file);
                ended = read == 0;
                to += read;
                continue;
            }

            var length = at < 0 ? to - from : at;
            var line = buffer.AsMemory(from, length);
            var step = at < 0 ? length : length + 1;
            if (line.Span.TrimEnd("\r \t"u8).Length > 0)
            {
                yield return new(number, offset, line.TrimEnd("\r"u8));
            }

            from += step;
            offset += step;
            number++;
        }
    }

    private static (byte[] Buffer, int From, int To) Room(byte[] buffer, int from, int to, ResultFile file, int number)
    {
        if (to - from > Longest)
        {
            throw new UserErrorException(
                $"{file.Path}, line {number} is longer than {Longest >> 20} MiB: this is no file of results a line; leave it out."
            );
        }

        var larger = to - from > buffer.Length / 2 ? new byte[buffer.Length * 2] : buffer;
        Buffer.BlockCopy(buffer, from, larger, 0, to - from);
        return (larger, 0, to - from);
    }

    private static int Read(Stream content, Span<byte> buffer, ResultFile file)
    {
        try
        {
            return content.Read(buffer);
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            throw new UserErrorException(
                $"cannot read {file.Path} ({e.Message.TrimEnd('.')}): nothing was imported.",
                e
            );
        }
    }
}

namespace Refigure.Files;

/// <summary>The lines of a stream as bytes, with a memory of one line.</summary>
/// <param name="content">The stream.</param>
internal sealed class ByteLines(Stream content)
{
    private const int First = 1 << 16;
    private const int Longest = 1 << 28;

    private byte[] _buffer = new byte[First];
    private int _from;
    private int _to;
    private bool _ended;

    /// <summary>Whether there is another line.</summary>
    public bool HasMore => _from < _to || Fill();

    /// <summary>The next line without its end; false if there is none. It holds until the next call.</summary>
    /// <exception cref="InvalidDataException">A line is longer than a quarter of a gigabyte.</exception>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        line = default;
        if (!HasMore)
        {
            return false;
        }

        var seen = 0;
        int at;
        while ((at = _buffer.AsSpan(_from + seen, _to - _from - seen).IndexOf((byte)'\n')) < 0)
        {
            seen = _to - _from;
            if (!Fill())
            {
                line = _buffer.AsSpan(_from, seen);
                _from = _to;
                return true;
            }
        }

        var length = seen + at;
        line = _buffer.AsSpan(_from, length);
        if (line.EndsWith("\r"u8))
        {
            line = line[..^1];
        }

        _from += length + 1;
        return true;
    }

    private bool Fill()
    {
        if (_ended)
        {
            return false;
        }

        if (_to - _from > Longest)
        {
            throw new InvalidDataException("a line is longer than 256 MiB");
        }

        var larger = _to - _from > _buffer.Length / 2 ? new byte[_buffer.Length * 2] : _buffer;
        Buffer.BlockCopy(_buffer, _from, larger, 0, _to - _from);
        (_buffer, _from, _to) = (larger, 0, _to - _from);
        var read = content.Read(_buffer.AsSpan(_to));
        _to += read;
        _ended = read == 0;
        return !_ended;
    }
}

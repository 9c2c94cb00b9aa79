namespace Refigure.Traces.Reading;

/// <summary>A stretch of a stream in memory, moved on as it is used up; it grows only for a single value that does not fit.</summary>
internal sealed class TextWindow(Stream stream)
{
    private const int Size = 1 << 19;
    private const int Largest = 1 << 26;
    private byte[] _bytes = new byte[Size];
    private int _start;
    private int _end;

    /// <summary>What is in memory and not yet used.</summary>
    public ReadOnlySpan<byte> Text => _bytes.AsSpan(_start, _end - _start);

    /// <summary>Bytes read so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>Whether the stream broke off instead of ending, as a cut gzip file does.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Gives up what is before a position of <see cref="Text"/>.</summary>
    public void Use(int count) => _start += count;

    /// <summary>Reads on; what is in <see cref="Text"/> stays there, and more follows it.</summary>
    /// <returns>False at the end, or where a single value is beyond all measure.</returns>
    public bool ReadOn()
    {
        if (_start > 0)
        {
            Text.CopyTo(_bytes);
            _end -= _start;
            _start = 0;
        }
        else if (_end == _bytes.Length)
        {
            if (_bytes.Length == Largest)
            {
                return false;
            }

            Array.Resize(ref _bytes, _bytes.Length * 2);
        }

        var before = _end;
        try
        {
            // A stream that decompresses gives little at a time: one round of moving what is left for much of it.
            while (_end < _bytes.Length && stream.Read(_bytes, _end, _bytes.Length - _end) is > 0 and var read)
            {
                _end += read;
            }
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            IsBroken = true;
        }

        Bytes += _end - before;
        return _end > before;
    }
}

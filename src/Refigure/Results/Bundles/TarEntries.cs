using System.Text;

namespace Refigure.Results.Bundles;

/// <summary>
/// The files of a tar archive, one after the other, from a stream that may be anything. Not System.Formats.Tar's reader: that one
/// also understands links, devices, sparse files and extended headers of any size, none of which a bundle has.
/// </summary>
internal sealed class TarEntries(Stream archive)
{
    private readonly byte[] _block = new byte[TarHeader.Block];
    private long _left;
    private int _padding;

    /// <summary>The name of the file at hand.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Its bytes.</summary>
    public long Bytes { get; private set; }

    /// <summary>Goes to the next file; the bytes of the last one must have been read. False at the archive's end.</summary>
    /// <exception cref="InvalidDataException">Something else follows; the message ends a sentence.</exception>
    public bool Next()
    {
        string? longName = null;
        while (true)
        {
            Fill(_block);
            if (!_block.AsSpan().ContainsAnyExcept((byte)0))
            {
                RefuseMore();
                return false;
            }

            var size = Size();
            switch (_block[156])
            {
                case TarHeader.LongName when longName is null:
                    longName = ReadName(size);
                    break;
                case TarHeader.File or 0:
                    Name = longName ?? NameInBlock();
                    Bytes = _left = size;
                    _padding = TarHeader.Padding(size);
                    return true;
                case var type:
                    throw new InvalidDataException(
                        $"its entry '{Shown.Of(longName ?? NameInBlock())}' is {Word(type)}, and a bundle holds only files"
                    );
            }
        }
    }

    /// <summary>Reads on in the file at hand; 0 at its end.</summary>
    public int Read(Span<byte> buffer)
    {
        if (_left == 0)
        {
            Fill(_block.AsSpan(0, _padding));
            _padding = 0;
            return 0;
        }

        var read = archive.Read(buffer[..(int)Math.Min(buffer.Length, _left)]);
        if (read == 0)
        {
            throw Ended();
        }

        _left -= read;
        return read;
    }

    private static InvalidDataException Ended() => new("it ends too early; copy it again");

    private void Fill(Span<byte> buffer)
    {
        if (archive.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false) < buffer.Length)
        {
            throw Ended();
        }
    }

    private long Size()
    {
        if (TarHeader.Number(_block.AsSpan(148, 8)) != TarHeader.Sum(_block))
        {
            throw new InvalidDataException("it is damaged; copy it again");
        }

        return TarHeader.Number(_block.AsSpan(124, 12)) is { } size and <= BundleLimits.File
            ? size
            : throw new InvalidDataException("the size of an entry in it is wrong");
    }

    private string ReadName(long size)
    {
        if (size > BundleLimits.Name)
        {
            throw new InvalidDataException("the name of an entry in it is too long");
        }

        var text = new byte[size + TarHeader.Padding(size)];
        Fill(text);
        return Text(text.AsSpan(0, (int)size));
    }

    // What POSIX puts before the name counts, though we do not write it: a path must not hide there.
    private string NameInBlock()
    {
        var name = Text(_block.AsSpan(0, 100));
        var isPosix = _block.AsSpan(257, 6).SequenceEqual("ustar\0"u8);
        return isPosix && Text(_block.AsSpan(345, 155)) is { Length: > 0 } prefix ? $"{prefix}/{name}" : name;
    }

    private static string Text(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf((byte)0);
        return Encoding.Latin1.GetString(end < 0 ? bytes : bytes[..end]);
    }

    private void RefuseMore()
    {
        var buffer = new byte[TarHeader.Block * 16];
        var total = 0L;
        int read;
        while ((read = archive.Read(buffer)) > 0)
        {
            total += read;
            if (buffer.AsSpan(0, read).ContainsAnyExcept((byte)0) || total > 1 << 20)
            {
                throw new InvalidDataException("something follows behind its end");
            }
        }
    }

    private static string Word(byte type) =>
        (char)type switch
        {
            '1' or '2' => "a link",
            '3' or '4' => "a device",
            '5' => "a folder",
            '6' => "a pipe",
            'x' or 'g' or 'L' or 'K' => "an extended header",
            _ => "of an unknown type",
        };
}

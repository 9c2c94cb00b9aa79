using System.Buffers.Binary;

namespace Refigure.Results.Bundles;

/// <summary>
/// Passes a gzip file on and remembers its last four bytes, which say how long the plain content is (RFC 1952, ISIZE): a
/// decompressor stops at the end of the content and would not notice what somebody appended.
/// </summary>
internal sealed class GzipTail(Stream inner) : Stream
{
    private readonly byte[] _last = new byte[sizeof(uint)];

    /// <summary>Whether the file ends where content of this length ends; reads what is left of it.</summary>
    public bool EndsWith(long plain)
    {
        Span<byte> rest = stackalloc byte[4096];
        while (Read(rest) > 0)
        {
            // Read remembers.
        }

        return BinaryPrimitives.ReadUInt32LittleEndian(_last) == unchecked((uint)plain);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        if (read >= _last.Length)
        {
            buffer[(read - _last.Length)..read].CopyTo(_last);
        }
        else if (read > 0)
        {
            _last.AsSpan(read).CopyTo(_last);
            buffer[..read].CopyTo(_last.AsSpan(_last.Length - read));
        }

        return read;
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

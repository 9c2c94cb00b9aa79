namespace Refigure.Files;

/// <summary>A stream whose writes count as operations of a <see cref="FaultyFileSystem"/>. Closing it does not.</summary>
internal sealed class FaultyStream(FaultyFileSystem system, Stream inner, string path) : Stream
{
    public Stream Inner => inner;

    public override bool CanRead => inner.CanRead;

    public override bool CanSeek => inner.CanSeek;

    public override bool CanWrite => inner.CanWrite;

    public override long Length => inner.Length;

    public override long Position
    {
        get => inner.Position;
        set => inner.Position = value;
    }

    public override void Flush() => inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

    public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);

    public override void SetLength(long value) => inner.SetLength(value);

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (system.IsNow())
        {
            if (system.TearsWrites)
            {
                inner.Write(buffer[..(buffer.Length / 2)]);
                inner.Flush();
            }

            system.Fail($"write {buffer.Length} bytes to {path}");
        }

        inner.Write(buffer);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}

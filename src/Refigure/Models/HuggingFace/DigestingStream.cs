namespace Refigure.Models.HuggingFace;

/// <summary>Writes on, and has a <see cref="FolderDigest"/> take what is written.</summary>
/// <param name="inner">Gets the bytes; not closed.</param>
/// <param name="digest">Takes them, too.</param>
/// <param name="wrote">Told how many bytes each call wrote.</param>
internal sealed class DigestingStream(Stream inner, FolderDigest digest, Action<int> wrote) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        inner.Write(buffer);
        digest.Add(buffer);
        wrote(buffer.Length);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush() => inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}

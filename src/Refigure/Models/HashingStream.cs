using System.Buffers;
using System.Security.Cryptography;

namespace Refigure.Models;

/// <summary>
/// Writes through to another stream and computes the SHA-256 of it on another core meanwhile. For one writer.
/// </summary>
internal sealed class HashingStream(Stream output) : Stream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private Task _hashing = Task.CompletedTask;
    private long _length;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _length;

    public override long Position
    {
        get => _length;
        set => throw new NotSupportedException();
    }

    /// <summary>The digest of all that was written, lower-case hex. Nothing can be written afterwards.</summary>
    public string Digest()
    {
        _hashing.GetAwaiter().GetResult();
        return Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        var length = buffer.Length;
        var copy = ArrayPool<byte>.Shared.Rent(length);
        buffer.CopyTo(copy);
        // One part is hashed while the next is made and written, so memory stays flat.
        _hashing.GetAwaiter().GetResult();
        _hashing = Task.Run(() =>
        {
            _hash.AppendData(copy, 0, length);
            ArrayPool<byte>.Shared.Return(copy);
        });
        output.Write(buffer);
        _length += length;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush() => output.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            // The part that is being hashed uses the hash; the stream below is its owner's.
            _hashing.GetAwaiter().GetResult();
            _hash.Dispose();
        }

        base.Dispose(disposing);
    }
}

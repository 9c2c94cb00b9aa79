using System.Buffers;

namespace Refigure.Results;

/// <summary>A whole file in a rented buffer, which goes back when this is disposed.</summary>
internal readonly struct PooledBytes : IDisposable
{
    /// <summary>What is larger is streamed, not held.</summary>
    public const long Limit = 1 << 28;

    private const int Most = 1 << 29; // twice this is the largest array

    private readonly byte[] _buffer;
    private readonly int _length;

    private PooledBytes(byte[] buffer, int length) => (_buffer, _length) = (buffer, length);

    public ReadOnlySpan<byte> Span => _buffer.AsSpan(0, _length);

    /// <summary>Reads to the end; <paramref name="expected"/> is a guess at the length, and may be wrong.</summary>
    /// <exception cref="InvalidDataException">Far more than expected comes.</exception>
    public static PooledBytes Read(Stream content, long expected)
    {
        // One byte more than expected, so that the read that finds the end needs no larger buffer.
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Clamp(expected, 0, Limit) + 1);
        var length = 0;
        int read;
        while ((read = content.Read(buffer, length, buffer.Length - length)) > 0)
        {
            length += read;
            if (length == buffer.Length)
            {
                if (length > Most)
                {
                    throw new InvalidDataException("it holds more than it was recorded to hold");
                }

                var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
                buffer.AsSpan().CopyTo(larger);
                ArrayPool<byte>.Shared.Return(buffer);
                buffer = larger;
            }
        }

        return new(buffer, length);
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);
}

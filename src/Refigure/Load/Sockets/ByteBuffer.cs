namespace Refigure.Load.Sockets;

/// <summary>Bytes that grow at the end and are taken from the front.</summary>
internal sealed class ByteBuffer
{
    private byte[] _bytes = [];
    private int _start;

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Span => _bytes.AsSpan(_start, Length);

    public ReadOnlyMemory<byte> Memory => _bytes.AsMemory(_start, Length);

    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (_start + Length + bytes.Length > _bytes.Length)
        {
            Grow(Length + bytes.Length);
        }

        bytes.CopyTo(_bytes.AsSpan(_start + Length));
        Length += bytes.Length;
    }

    /// <summary>Takes bytes from the front.</summary>
    public void Remove(int count)
    {
        Length -= count;
        _start = Length == 0 ? 0 : _start + count;
    }

    /// <summary>Empties it. What was looked at stays as it is until the next bytes come.</summary>
    public void Clear() => (_start, Length) = (0, 0);

    private void Grow(int needed)
    {
        var larger = needed <= _bytes.Length ? _bytes : new byte[Math.Max(needed, Math.Max(256, _bytes.Length * 2))];
        Span.CopyTo(larger);
        (_bytes, _start) = (larger, 0);
    }
}

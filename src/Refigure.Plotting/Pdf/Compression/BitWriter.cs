using Refigure.Plotting.Rendering;

namespace Refigure.Plotting.Pdf.Compression;

/// <summary>Packs bits into bytes, low bits first (RFC 1951, 3.1.1).</summary>
internal sealed class BitWriter(ByteBuffer output)
{
    private ulong _bits;
    private int _count;

    /// <summary>Adds the low <paramref name="count"/> bits, at most 32.</summary>
    public void Add(uint bits, int count)
    {
        _bits |= (ulong)bits << _count;
        _count += count;
        while (_count >= 8)
        {
            output.Add((byte)_bits);
            _bits >>= 8;
            _count -= 8;
        }
    }

    /// <summary>Fills the last byte with zeros.</summary>
    public void Flush()
    {
        if (_count > 0)
        {
            output.Add((byte)_bits);
            (_bits, _count) = (0, 0);
        }
    }
}

using System.Buffers.Binary;
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
        if (_count >= 32)
        {
            output.AddU32(BinaryPrimitives.ReverseEndianness((uint)_bits));
            _bits >>= 32;
            _count -= 32;
        }
    }

    /// <summary>Writes what is left, the last byte filled with zeros.</summary>
    public void Flush()
    {
        for (; _count > 0; _count -= 8)
        {
            output.Add((byte)_bits);
            _bits >>= 8;
        }

        (_bits, _count) = (0, 0);
    }
}

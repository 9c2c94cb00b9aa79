using System.Buffers.Binary;

namespace Refigure.Models;

/// <summary>
/// Random weights that every machine makes alike: SplitMix64 (Steele, Lea and Flood 2014) over a counter, its bits put into
/// the places of sign and fraction, so that all weights are ordinary numbers between 1/128 and 1/64 in size.
/// </summary>
internal static class RandomWeights
{
    /// <summary>Half precision: 8 bytes hold four weights.</summary>
    private const ulong HalfBits = 0x83FF_83FF_83FF_83FF;
    private const ulong HalfExponent = 0x2000_2000_2000_2000;

    /// <summary>The scale of an 8-bit block: 2⁻¹³, so that a weight is at most 1/64.</summary>
    private const ushort BlockScale = 0x0800;
    private const int BlockBytes = 34;

    /// <summary>bf16: sign and seven bits of fraction, four weights in 8 bytes.</summary>
    private const ulong BrainBits = 0x807F_807F_807F_807F;
    private const ulong BrainExponent = 0x3C00_3C00_3C00_3C00;

    /// <summary>Fills a part of a tensor's data.</summary>
    /// <param name="data">The part: whole multiples of 8 bytes for half precision and of 34 for 8 bits.</param>
    /// <param name="type">The tensor's type; a 32-bit tensor is a norm, all ones.</param>
    /// <param name="seed">The tensor's seed.</param>
    /// <param name="offset">Where the part begins in the tensor's data, in bytes.</param>
    public static void Fill(Span<byte> data, GgufType type, ulong seed, long offset)
    {
        switch (type)
        {
            case GgufType.Float32:
                for (var i = 0; i + 4 <= data.Length; i += 4)
                {
                    BinaryPrimitives.WriteSingleLittleEndian(data[i..], 1);
                }

                break;
            case GgufType.Float16:
                Fill(data, seed, (ulong)offset / 8, HalfBits, HalfExponent);
                break;
            default:
                FillBlocks(data, seed, (ulong)offset / BlockBytes * 4);
                break;
        }
    }

    /// <summary>Fills a part of a bf16 matrix.</summary>
    /// <param name="data">The part: a multiple of 8 bytes, or the last one.</param>
    /// <param name="seed">The tensor's seed.</param>
    /// <param name="offset">Where the part begins in the tensor's data, in bytes.</param>
    public static void FillBrain(Span<byte> data, ulong seed, long offset) =>
        Fill(data, seed, (ulong)offset / 8, BrainBits, BrainExponent);

    /// <summary>A seed of its own for each tensor.</summary>
    public static ulong Seed(int model, int tensor) => Mixed(((ulong)(uint)model << 32) | (uint)tensor);

    private static void Fill(Span<byte> data, ulong seed, ulong counter, ulong bits, ulong exponent)
    {
        var i = 0;
        for (; i + 8 <= data.Length; i += 8)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(data[i..], (At(seed, counter++) & bits) | exponent);
        }

        if (i < data.Length)
        {
            Span<byte> last = stackalloc byte[8];
            BinaryPrimitives.WriteUInt64LittleEndian(last, (At(seed, counter) & bits) | exponent);
            last[..(data.Length - i)].CopyTo(data[i..]);
        }
    }

    private static void FillBlocks(Span<byte> data, ulong seed, ulong counter)
    {
        for (var i = 0; i + BlockBytes <= data.Length; i += BlockBytes)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(data[i..], BlockScale);
            for (var k = 0; k < 4; k++)
            {
                BinaryPrimitives.WriteUInt64LittleEndian(data[(i + 2 + (k * 8))..], At(seed, counter++));
            }
        }
    }

    private static ulong At(ulong seed, ulong counter) => Mixed(unchecked(seed + (counter * 0x9E3779B97F4A7C15)));

    private static ulong Mixed(ulong z)
    {
        unchecked
        {
            z += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}

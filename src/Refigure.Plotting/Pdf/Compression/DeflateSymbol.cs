using System.Numerics;

namespace Refigure.Plotting.Pdf.Compression;

/// <summary>A length or distance as a symbol and the bits that tell apart what the symbol holds (RFC 1951, 3.2.5).</summary>
internal readonly struct DeflateSymbol(int symbol, int extra, int extraBits)
{
    private const int FirstLength = 257;
    private const int LongestLength = 258;

    public int Symbol => symbol;

    public int Extra => extra;

    public int ExtraBits => extraBits;

    /// <summary>The symbol of a length of 3 to 258 bytes.</summary>
    public static DeflateSymbol OfLength(int length)
    {
        var value = length - 3;
        if (length == LongestLength)
        {
            return new DeflateSymbol(285, 0, 0);
        }

        if (value < 8)
        {
            return new DeflateSymbol(FirstLength + value, 0, 0);
        }

        var bits = BitOperations.Log2((uint)value) - 2;
        return new DeflateSymbol(FirstLength + (4 * bits) + (value >> bits), value & ((1 << bits) - 1), bits);
    }

    /// <summary>The symbol of a distance of 1 to 32768 bytes.</summary>
    public static DeflateSymbol OfDistance(int distance)
    {
        var value = distance - 1;
        if (value < 4)
        {
            return new DeflateSymbol(value, 0, 0);
        }

        var bits = BitOperations.Log2((uint)value) - 1;
        return new DeflateSymbol((2 * bits) + (value >> bits), value & ((1 << bits) - 1), bits);
    }
}

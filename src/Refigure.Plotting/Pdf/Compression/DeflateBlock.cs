using System.Numerics;

namespace Refigure.Plotting.Pdf.Compression;

/// <summary>Collects literals and repetitions, and writes them as blocks with codes of their own (RFC 1951, 3.2.7).</summary>
internal sealed class DeflateBlock(BitWriter writer)
{
    private const int MostTokens = 1 << 15;
    private const int EndOfBlock = 256;
    private const int LiteralSymbols = 286;
    private const int DistanceSymbols = 30;
    private const int LongestCode = 15;
    private const int LongestCodeOfLengths = 7;

    private readonly List<(ushort Length, ushort Value)> _tokens = [];
    private readonly int[] _literals = new int[LiteralSymbols];
    private readonly int[] _distances = new int[DistanceSymbols];

    public void AddLiteral(byte value)
    {
        _literals[value]++;
        Add((0, value));
    }

    /// <summary>Adds a repetition of <paramref name="length"/> bytes, <paramref name="distance"/> bytes back.</summary>
    public void AddMatch(int length, int distance)
    {
        _literals[LengthSymbol(length).Symbol]++;
        _distances[DistanceSymbol(distance).Symbol]++;
        Add(((ushort)length, (ushort)distance));
    }

    /// <summary>Writes what was collected as the last block.</summary>
    public void End()
    {
        Write(last: true);
        writer.Flush();
    }

    private static (int Symbol, int Extra, int Bits) LengthSymbol(int length)
    {
        var value = length - 3;
        if (value == 255)
        {
            return (285, 0, 0);
        }

        if (value < 8)
        {
            return (257 + value, 0, 0);
        }

        var bits = BitOperations.Log2((uint)value) - 2;
        return (257 + (4 * bits) + (value >> bits), value & ((1 << bits) - 1), bits);
    }

    private static (int Symbol, int Extra, int Bits) DistanceSymbol(int distance)
    {
        var value = distance - 1;
        if (value < 4)
        {
            return (value, 0, 0);
        }

        var bits = BitOperations.Log2((uint)value) - 1;
        return ((2 * bits) + (value >> bits), value & ((1 << bits) - 1), bits);
    }

    private void Add((ushort Length, ushort Value) token)
    {
        _tokens.Add(token);
        if (_tokens.Count == MostTokens)
        {
            Write(last: false);
        }
    }

    private void Write(bool last)
    {
        _literals[EndOfBlock] = 1;
        var literals = new HuffmanCode(_literals, LongestCode);
        var distances = new HuffmanCode(_distances, LongestCode);
        writer.Add(last ? 1u : 0u, 1);
        writer.Add(2, 2);
        WriteCodes(literals.Lengths, distances.Lengths);
        foreach (var (length, value) in _tokens)
        {
            if (length == 0)
            {
                literals.Write(writer, value);
                continue;
            }

            var (symbol, extra, bits) = LengthSymbol(length);
            literals.Write(writer, symbol);
            writer.Add((uint)extra, bits);
            (symbol, extra, bits) = DistanceSymbol(value);
            distances.Write(writer, symbol);
            writer.Add((uint)extra, bits);
        }

        literals.Write(writer, EndOfBlock);
        _tokens.Clear();
        Array.Clear(_literals);
        Array.Clear(_distances);
    }

    /// <summary>Writes the lengths of both codes, themselves in a code; each length plainly or as a run of zeros.</summary>
    private void WriteCodes(ReadOnlySpan<byte> literals, ReadOnlySpan<byte> distances)
    {
        var literalCount = Math.Max(257, literals.LastIndexOfAnyExcept((byte)0) + 1);
        var distanceCount = Math.Max(1, distances.LastIndexOfAnyExcept((byte)0) + 1);
        byte[] lengths = [.. literals[..literalCount], .. distances[..distanceCount]];
        var tokens = CodeLengths.Pack(lengths);
        Span<int> frequencies = stackalloc int[CodeLengths.Symbols];
        foreach (var token in tokens)
        {
            frequencies[token.Symbol]++;
        }

        var code = new HuffmanCode(frequencies, LongestCodeOfLengths);
        var order = CodeLengths.Order;
        var count = order.Length;
        while (count > 4 && code.Lengths[order[count - 1]] == 0)
        {
            count--;
        }

        writer.Add((uint)(literalCount - 257), 5);
        writer.Add((uint)(distanceCount - 1), 5);
        writer.Add((uint)(count - 4), 4);
        for (var i = 0; i < count; i++)
        {
            writer.Add(code.Lengths[order[i]], 3);
        }

        foreach (var (symbol, extra, bits) in tokens)
        {
            code.Write(writer, symbol);
            writer.Add((uint)extra, bits);
        }
    }
}

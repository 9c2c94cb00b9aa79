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

    // Length (0 for a literal) above the distance or the literal.
    private readonly int[] _tokens = new int[MostTokens];
    private readonly int[] _literals = new int[LiteralSymbols];
    private readonly int[] _distances = new int[DistanceSymbols];
    private int _count;

    public void AddLiteral(byte value)
    {
        _literals[value]++;
        Add(value);
    }

    /// <summary>Adds a repetition of <paramref name="length"/> bytes, <paramref name="distance"/> bytes back.</summary>
    public void AddMatch(int length, int distance)
    {
        _literals[DeflateSymbol.OfLength(length).Symbol]++;
        _distances[DeflateSymbol.OfDistance(distance).Symbol]++;
        Add((length << 16) | distance);
    }

    /// <summary>Writes what was collected as the last block.</summary>
    public void End()
    {
        Write(last: true);
        writer.Flush();
    }

    private void Add(int token)
    {
        _tokens[_count++] = token;
        if (_count == MostTokens)
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
        for (var i = 0; i < _count; i++)
        {
            var (length, value) = (_tokens[i] >> 16, _tokens[i] & 0xFFFF);
            if (length == 0)
            {
                literals.Write(writer, value);
                continue;
            }

            Write(literals, DeflateSymbol.OfLength(length));
            Write(distances, DeflateSymbol.OfDistance(value));
        }

        literals.Write(writer, EndOfBlock);
        _count = 0;
        Array.Clear(_literals);
        Array.Clear(_distances);
    }

    /// <summary>Writes the lengths of both codes, themselves in a code; each length plainly or as a run of zeros.</summary>
    private void WriteCodes(ReadOnlySpan<byte> literals, ReadOnlySpan<byte> distances)
    {
        var literalCount = UsedCount(literals, atLeast: 257);
        var distanceCount = UsedCount(distances, atLeast: 1);
        var lengths = new byte[literalCount + distanceCount];
        literals[..literalCount].CopyTo(lengths);
        distances[..distanceCount].CopyTo(lengths.AsSpan(literalCount));
        var tokens = new DeflateSymbol[lengths.Length];
        var packed = CodeLengths.Pack(lengths, tokens);
        Span<int> frequencies = stackalloc int[CodeLengths.Symbols];
        for (var i = 0; i < packed; i++)
        {
            frequencies[tokens[i].Symbol]++;
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

        for (var i = 0; i < packed; i++)
        {
            Write(code, tokens[i]);
        }
    }

    private void Write(HuffmanCode code, DeflateSymbol token)
    {
        code.Write(writer, token.Symbol);
        writer.Add((uint)token.Extra, token.ExtraBits);
    }

    private static int UsedCount(ReadOnlySpan<byte> lengths, int atLeast)
    {
        var count = lengths.Length;
        while (count > atLeast && lengths[count - 1] == 0)
        {
            count--;
        }

        return count;
    }
}

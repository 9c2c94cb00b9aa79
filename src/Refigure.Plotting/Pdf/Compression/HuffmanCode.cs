namespace Refigure.Plotting.Pdf.Compression;

/// <summary>A prefix code of limited length for symbols of given frequencies (RFC 1951, 3.2.2).</summary>
internal sealed class HuffmanCode
{
    private const int SymbolBits = 9;
    private const int MostSymbols = (1 << SymbolBits) - 1;

    private readonly ushort[] _codes;

    /// <param name="frequencies">How often each symbol occurs.</param>
    /// <param name="longest">The most bits that a symbol may take.</param>
    public HuffmanCode(ReadOnlySpan<int> frequencies, int longest)
    {
        Lengths = new byte[frequencies.Length];
        _codes = new ushort[frequencies.Length];

        var sorted = Sort(frequencies);
        var counts = CountsByLength(sorted, longest);
        var next = sorted.Length;
        for (var length = 1; length <= longest; length++)
        {
            for (var i = 0; i < counts[length]; i++)
            {
                Lengths[sorted[--next] & MostSymbols] = (byte)length;
            }
        }

        Number(counts, longest);
    }

    /// <summary>Bits of each symbol; 0 for one that does not occur.</summary>
    public byte[] Lengths { get; }

    /// <summary>Writes a symbol.</summary>
    public void Write(BitWriter writer, int symbol) => writer.Add(_codes[symbol], Lengths[symbol]);

    /// <summary>
    /// The symbols that occur, rare ones first, each as its frequency over its number. The number breaks ties, so that
    /// the order is the same with any way of sorting.
    /// </summary>
    private static int[] Sort(ReadOnlySpan<int> frequencies)
    {
        var count = 0;
        foreach (var frequency in frequencies)
        {
            count += frequency > 0 ? 1 : 0;
        }

        var sorted = new int[count];
        var next = 0;
        for (var i = 0; i < frequencies.Length; i++)
        {
            if (frequencies[i] > 0)
            {
                sorted[next++] = (frequencies[i] << SymbolBits) | i;
            }
        }

        Array.Sort(sorted);
        return sorted;
    }

    /// <summary>How many symbols get how many bits: Huffman's tree, flattened where it is too deep.</summary>
    private static int[] CountsByLength(int[] symbols, int longest)
    {
        var counts = new int[longest + 1];
        if (symbols.Length <= 2)
        {
            counts[1] = symbols.Length;
            return counts;
        }

        // Leaves in order of weight, and inner nodes in the order in which they are made, are two sorted queues.
        var weights = new long[(2 * symbols.Length) - 1];
        var parents = new int[weights.Length];
        for (var i = 0; i < symbols.Length; i++)
        {
            weights[i] = symbols[i] >> SymbolBits;
        }

        var (leaf, inner) = (0, symbols.Length);
        for (var made = symbols.Length; made < weights.Length; made++)
        {
            for (var child = 0; child < 2; child++)
            {
                var takeLeaf = leaf < symbols.Length && (inner >= made || weights[leaf] <= weights[inner]);
                var taken = takeLeaf ? leaf++ : inner++;
                weights[made] += weights[taken];
                parents[taken] = made;
            }
        }

        var depths = new int[weights.Length];
        for (var node = weights.Length - 2; node >= 0; node--)
        {
            depths[node] = depths[parents[node]] + 1;
            if (node < symbols.Length)
            {
                counts[Math.Min(depths[node], longest)]++;
            }
        }

        Flatten(counts, longest);
        return counts;
    }

    /// <summary>Lengthens short codes until the shortened long ones have room (Kraft's inequality).</summary>
    private static void Flatten(int[] counts, int longest)
    {
        var used = 0L;
        for (var length = 1; length <= longest; length++)
        {
            used += (long)counts[length] << (longest - length);
        }

        for (; used > 1L << longest; used--)
        {
            counts[longest]--;
            var shorter = longest - 1;
            while (counts[shorter] == 0)
            {
                shorter--;
            }

            counts[shorter]--;
            counts[shorter + 1] += 2;
        }
    }

    /// <summary>Numbers the codes of each length in order of the symbols, bits reversed as they are written.</summary>
    private void Number(int[] counts, int longest)
    {
        Span<int> next = stackalloc int[longest + 2];
        var code = 0;
        for (var length = 1; length <= longest; length++)
        {
            code = (code + (length > 1 ? counts[length - 1] : 0)) << 1;
            next[length] = code;
        }

        for (var symbol = 0; symbol < Lengths.Length; symbol++)
        {
            var length = Lengths[symbol];
            if (length == 0)
            {
                continue;
            }

            var (forward, reversed) = (next[length]++, 0);
            for (var bit = 0; bit < length; bit++)
            {
                reversed = (reversed << 1) | ((forward >> bit) & 1);
            }

            _codes[symbol] = (ushort)reversed;
        }
    }
}

namespace Refigure.Plotting.Pdf.Compression;

/// <summary>How a block says the lengths of its codes: plainly, or as runs (RFC 1951, 3.2.7).</summary>
internal static class CodeLengths
{
    /// <summary>Plain lengths 0 to 15, a run of the one before, a short and a long run of zeros.</summary>
    public const int Symbols = 19;

    private const int Repeat = 16;
    private const int FewZeros = 17;
    private const int ManyZeros = 18;

    /// <summary>The order in which the lengths of the code of lengths are written.</summary>
    public static ReadOnlySpan<byte> Order => [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    public static List<(int Symbol, int Extra, int Bits)> Pack(ReadOnlySpan<byte> lengths)
    {
        var tokens = new List<(int, int, int)>();
        while (!lengths.IsEmpty)
        {
            var length = lengths[0];
            var end = lengths.IndexOfAnyExcept(length);
            var run = end < 0 ? lengths.Length : end;
            lengths = lengths[run..];
            if (length != 0)
            {
                tokens.Add((length, 0, 0));
                run--;
            }

            while (run > 0)
            {
                var taken = Math.Min(run, length == 0 ? 138 : 6);
                if (taken < 3)
                {
                    tokens.Add((length, 0, 0));
                    run--;
                    continue;
                }

                tokens.Add(
                    length != 0 ? (Repeat, taken - 3, 2)
                    : taken <= 10 ? (FewZeros, taken - 3, 3)
                    : (ManyZeros, taken - 11, 7)
                );
                run -= taken;
            }
        }

        return tokens;
    }
}

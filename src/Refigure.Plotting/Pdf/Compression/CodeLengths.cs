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

    /// <summary>Writes the lengths as symbols to <paramref name="target"/>, and returns how many they are.</summary>
    public static int Pack(ReadOnlySpan<byte> lengths, DeflateSymbol[] target)
    {
        var count = 0;
        var at = 0;
        while (at < lengths.Length)
        {
            var length = lengths[at];
            var end = at + 1;
            while (end < lengths.Length && lengths[end] == length)
            {
                end++;
            }

            if (length != 0)
            {
                target[count++] = new DeflateSymbol(length, 0, 0);
                at++;
            }

            while (at < end)
            {
                var run = Math.Min(end - at, length == 0 ? 138 : 6);
                run = run < 3 ? 1 : run;
                target[count++] = Symbol(length, run);
                at += run;
            }
        }

        return count;
    }

    private static DeflateSymbol Symbol(int length, int run) =>
        run == 1 ? new DeflateSymbol(length, 0, 0)
        : length != 0 ? new DeflateSymbol(Repeat, run - 3, 2)
        : run <= 10 ? new DeflateSymbol(FewZeros, run - 3, 3)
        : new DeflateSymbol(ManyZeros, run - 11, 7);
}

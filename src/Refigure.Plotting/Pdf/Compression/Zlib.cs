using Refigure.Plotting.Rendering;

namespace Refigure.Plotting.Pdf.Compression;

/// <summary>
/// Compresses to the zlib format (RFC 1950, RFC 1951). The runtime's own compressor is not used: what it writes depends
/// on the zlib that this build of .NET is linked with, and figures must be the same bytes on every machine.
/// </summary>
internal static class Zlib
{
    private const byte DeflateWith32KWindow = 0x78;
    private const byte DefaultLevel = 0x9C;
    private const int LongestSumRun = 5552; // RFC 1950, appendix: the sums stay below 2^32
    private const uint AdlerModulus = 65521;

    public static byte[] Compress(ReadOnlySpan<byte> data)
    {
        var output = new ByteBuffer((data.Length / 2) + 64);
        output.Add(DeflateWith32KWindow).Add(DefaultLevel);
        var block = new DeflateBlock(new BitWriter(output));
        new MatchFinder(block).Run(data);
        output.AddU32(Adler32(data));
        return output.ToArray();
    }

    private static uint Adler32(ReadOnlySpan<byte> data)
    {
        var (a, b) = (1u, 0u);
        while (!data.IsEmpty)
        {
            var run = data[..Math.Min(data.Length, LongestSumRun)];
            foreach (var value in run)
            {
                a += value;
                b += a;
            }

            (a, b) = (a % AdlerModulus, b % AdlerModulus);
            data = data[run.Length..];
        }

        return (b << 16) | a;
    }
}

using System.IO.Compression;
using System.Text;
using Refigure.Plotting.Pdf.Compression;

namespace Refigure.Plotting.Tests.Pdf;

public sealed class ZlibTests
{
    public static TheoryData<string, byte[]> Inputs
    {
        get
        {
            var random = new Random(7);
            var noise = new byte[200_000];
            random.NextBytes(noise);
            var few = noise.Select(b => (byte)(b % 3)).ToArray();
            var text = new StringBuilder();
            for (var i = 0; i < 40_000; i++)
            {
                text.Append(random.Next(1000) / 10.0).Append(' ').Append(random.Next(400)).Append(" re\n");
            }

            // Frequencies like Fibonacci's numbers make the deepest Huffman trees.
            var deep = new List<byte>();
            var (a, b) = (1, 1);
            for (byte symbol = 0; symbol < 22; symbol++)
            {
                deep.AddRange(Enumerable.Repeat(symbol, a));
                (a, b) = (b, a + b);
            }

            var shuffled = deep.ToArray();
            random.Shuffle(shuffled);
            return new TheoryData<string, byte[]>
            {
                { "nothing", [] },
                { "one byte", [7] },
                { "two bytes", [7, 7] },
                { "zeros", new byte[100_000] },
                { "noise", noise },
                { "few values", few },
                { "numbers", Encoding.ASCII.GetBytes(text.ToString()) },
                { "deep tree", shuffled },
                { "far repetition", [.. noise[..32_767], .. noise[..32_767], .. noise[..40_000]] },
            };
        }
    }

    [Theory]
    [MemberData(nameof(Inputs))]
    public void What_was_compressed_comes_back(string name, byte[] data)
    {
        using var stream = new ZLibStream(new MemoryStream(Zlib.Compress(data)), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        stream.CopyTo(plain);
        plain.ToArray().AsSpan().SequenceEqual(data).ShouldBeTrue(name);
    }

    [Fact]
    public void Numbers_shrink_about_as_much_as_with_the_systems_compressor()
    {
        var data = Inputs.Select(row => row).Single(row => row[0] is "numbers")[1].ShouldBeOfType<byte[]>();
        using var reference = new MemoryStream();
        using (var stream = new ZLibStream(reference, CompressionLevel.Optimal, leaveOpen: true))
        {
            stream.Write(data);
        }

        Zlib.Compress(data).Length.ShouldBeLessThan((int)(reference.Length * 1.15));
    }
}

using System.Text;
using Refigure.Load.Http;

namespace Refigure.Tests.Load.Http;

public sealed class ChunkDecoderTests
{
    private const string Body = "5\r\nhello\r\n7;name=value\r\n, world\r\n0\r\nTrailer: x\r\n\r\n";

    [Fact]
    public void Chunks_are_put_together_wherever_the_bytes_are_cut()
    {
        var bytes = Encoding.ASCII.GetBytes(Body);
        for (var size = 1; size <= bytes.Length; size++)
        {
            var (text, decoder) = Decode(bytes, size);
            text.ShouldBe("hello, world", $"in pieces of {size}");
            decoder.IsEnd.ShouldBeTrue();
        }
    }

    [Theory]
    [InlineData("x\r\n")]
    [InlineData("\r\n")]
    [InlineData("5\r\nhelloX")]
    [InlineData("ffffffffffffffffff\r\n")]
    public void What_is_no_chunk_is_seen(string body)
    {
        var (_, decoder) = Decode(Encoding.ASCII.GetBytes(body), 3);

        decoder.IsBroken.ShouldBeTrue();
    }

    [Fact]
    public void What_follows_the_last_chunk_is_left_in_the_input()
    {
        var decoder = new ChunkDecoder();
        ReadOnlySpan<byte> input = "0\r\n\r\nHTTP/1.1"u8;

        decoder.TryRead(ref input, out _).ShouldBeFalse();

        Encoding.ASCII.GetString(input).ShouldBe("HTTP/1.1");
    }

    private static (string Text, ChunkDecoder Decoder) Decode(byte[] bytes, int size)
    {
        var decoder = new ChunkDecoder();
        var text = new StringBuilder();
        for (var i = 0; i < bytes.Length; i += size)
        {
            ReadOnlySpan<byte> input = bytes.AsSpan(i, Math.Min(size, bytes.Length - i));
            while (decoder.TryRead(ref input, out var payload))
            {
                text.Append(Encoding.ASCII.GetString(payload));
            }
        }

        return (text.ToString(), decoder);
    }
}

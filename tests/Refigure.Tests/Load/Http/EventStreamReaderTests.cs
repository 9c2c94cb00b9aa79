using System.Text;
using Refigure.Load.Http;

namespace Refigure.Tests.Load.Http;

public sealed class EventStreamReaderTests
{
    [Theory]
    [InlineData("data: one\n\ndata: two\n\n")]
    [InlineData("data:one\n\ndata:two\n\n")]
    [InlineData("data: one\r\n\r\ndata: two\r\n\r\n")]
    [InlineData("data: one\r\rdata: two\r\r")]
    [InlineData(": a comment\n\nevent: message\nid: 7\ndata: one\n\n:keep-alive\ndata: two\n\n")]
    [InlineData("\uFEFFdata: one\n\n\n\ndatabase: no\ndata: two\n\n")]
    public void Events_are_found_wherever_the_bytes_are_cut(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var size = 1; size <= bytes.Length; size++)
        {
            Events(bytes, size).ShouldBe(["one", "two"], $"in pieces of {size}");
        }
    }

    [Fact]
    public void Lines_of_data_of_one_event_are_joined()
    {
        Events("data: one\ndata\ndata: two\n\n"u8.ToArray(), 4).ShouldBe(["one\n\ntwo"]);
    }

    [Fact]
    public void A_character_that_was_cut_is_whole_again()
    {
        Events("data: é€😀\n\n"u8.ToArray(), 1).ShouldBe(["é€😀"]);
    }

    [Fact]
    public void An_event_without_its_empty_line_is_there_at_the_end()
    {
        var reader = new EventStreamReader();
        ReadOnlySpan<byte> input = "data: [DONE]"u8;
        reader.TryRead(ref input, out _).ShouldBeFalse();

        reader.TryEnd(out var data).ShouldBeTrue();
        Encoding.UTF8.GetString(data).ShouldBe("[DONE]");
    }

    [Fact]
    public void An_event_without_end_is_not_gathered_for_ever()
    {
        var reader = new EventStreamReader();
        var piece = new byte[1 << 20];
        for (var i = 0; i < 8 && !reader.IsTooLong; i++)
        {
            ReadOnlySpan<byte> input = piece;
            reader.TryRead(ref input, out _).ShouldBeFalse();
        }

        reader.IsTooLong.ShouldBeTrue();
    }

    private static List<string> Events(byte[] bytes, int size)
    {
        var reader = new EventStreamReader();
        var events = new List<string>();
        for (var i = 0; i < bytes.Length; i += size)
        {
            ReadOnlySpan<byte> input = bytes.AsSpan(i, Math.Min(size, bytes.Length - i));
            while (reader.TryRead(ref input, out var data))
            {
                events.Add(Encoding.UTF8.GetString(data));
            }
        }

        return events;
    }
}

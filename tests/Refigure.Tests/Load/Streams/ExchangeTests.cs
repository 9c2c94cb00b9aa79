using System.Text;
using Refigure.Load.Answers;
using Refigure.Load.Streams;
using Refigure.Serving;

namespace Refigure.Tests.Load.Streams;

public sealed class ExchangeTests
{
    private const string Head =
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
    private const string Usage =
        """{"choices":[],"usage":{"prompt_tokens":8,"completion_tokens":3,"prompt_tokens_details":{"cached_tokens":4}}}""";

    private readonly Exchange _exchange = Made();

    [Fact]
    public void An_answer_is_the_same_wherever_its_bytes_are_cut()
    {
        var bytes = Encoding.UTF8.GetBytes(
            "HTTP/1.1 100 Continue\r\n\r\n"
                + Head
                + Chunk(Event("é"))
                + Chunk(Event("€"), Event("\\n", "\"length\""))
                + Chunk($"data: {Usage}\n\n", "data: [DONE]\n\n")
                + "0\r\n\r\n"
        );
        for (var size = 1; size <= bytes.Length; size++)
        {
            var exchange = Made();
            var ended = false;
            for (var i = 0; i < bytes.Length; i += size)
            {
                ended.ShouldBeFalse();
                ended = exchange.Receive(bytes.AsSpan(i, Math.Min(size, bytes.Length - i)), 1000 + i);
            }

            ended.ShouldBeTrue();
            exchange.Status.ShouldBe(RequestStatus.Completed);
            (exchange.Text, exchange.Arrivals.Count, exchange.FinishReason).ShouldBe(("é€\n", 3, "length"));
            (exchange.PromptTokens, exchange.OutputTokens, exchange.CachedTokens).ShouldBe((8, 3, 4));
            exchange.KeepsConnection.ShouldBeTrue();
            exchange.FirstByte.ShouldBe(1000);
            exchange.Ended.ShouldBe(exchange.Arrivals.Span[2]);
        }
    }

    [Fact]
    public void The_end_is_the_last_choice_and_not_what_comes_after_it()
    {
        Take(Head + Chunk(Event("a")), 10);
        Take(Chunk(Event("b")), 20);
        Take(Chunk($"data: {Usage}\n\n"), 30);

        Take(Chunk("data: [DONE]\n\n") + "0\r\n\r\n", 40).ShouldBeTrue();

        _exchange.Ended.ShouldBe(20);
    }

    [Fact]
    public void An_answer_without_a_token_is_empty()
    {
        Take(Head + Chunk("data: [DONE]\n\n") + "0\r\n\r\n", 10).ShouldBeTrue();

        _exchange.Status.ShouldBe(RequestStatus.Empty);
    }

    [Fact]
    public void A_refusal_is_a_failure_with_its_reason_and_the_connection_stays()
    {
        Take("HTTP/1.1 429 Too Many\r\nContent-Length: 22\r\n\r\n{\"error\":\n \"too many\"}", 10).ShouldBeTrue();

        (_exchange.Status, _exchange.HttpStatus).ShouldBe((RequestStatus.Failed, 429));
        _exchange.Error.ShouldBe("The server answered 429: {\"error\": \"too many\"}.");
        _exchange.KeepsConnection.ShouldBeTrue();
    }

    [Theory]
    [InlineData("hello\r\n\r\n", "The server sent no HTTP answer: hello.")]
    [InlineData(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}",
        "The server answered with application/json instead of a stream of events: {}."
    )]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "chunks have no valid size")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 14\r\n\r\ndata: {\"choi\n\n", "not the JSON of a completion")]
    [InlineData(
        "HTTP/1.1 200 OK\r\nContent-Length: 34\r\n\r\ndata: {\"error\":{\"message\":\"gone\"}}",
        "The server reported an error: gone."
    )]
    public void What_is_no_answer_is_a_failure_with_its_reason(string answer, string sentence)
    {
        Take(answer, 10).ShouldBeTrue();

        _exchange.Status.ShouldBe(RequestStatus.Failed);
        _exchange.Error!.ShouldContain(sentence);
    }

    [Fact]
    public void An_answer_that_is_broken_off_says_after_how_much()
    {
        Take(Head + Chunk(Event("a")), 10);

        _exchange.Close(20, null);

        _exchange.Error.ShouldBe("The server closed the connection after 1 chunk, before the end of the answer.");
        _exchange.Ended.ShouldBe(20);
    }

    [Fact]
    public void A_body_that_ends_with_its_connection_is_whole_if_it_says_that_it_is_done()
    {
        Take("HTTP/1.0 200 OK\r\n\r\n" + Event("a") + "data: [DONE]\n\n", 10).ShouldBeFalse();

        _exchange.Close(20, null);

        _exchange.Status.ShouldBe(RequestStatus.Completed);
        _exchange.KeepsConnection.ShouldBeFalse();
    }

    [Fact]
    public void A_stream_that_does_not_end_is_broken_off()
    {
        Take(Head, 1);
        var ended = false;
        for (var i = 0; i < 200 && !ended; i++)
        {
            ended = Take(Chunk(Event("a")), 10 + i);
        }

        ended.ShouldBeTrue();
        _exchange.Error.ShouldBe("The server sent more than twice the 5 tokens that were asked for.");
    }

    [Fact]
    public void A_head_without_end_is_not_gathered_for_ever()
    {
        var ended = false;
        for (var i = 0; i < 100 && !ended; i++)
        {
            ended = Take(new string('x', 1024), 1);
        }

        ended.ShouldBeTrue();
    }

    private static Exchange Made() => new(new PreparedRequest([], 1, 5), new OpenAiReader(), keepsText: true);

    private bool Take(string text, long ticks) => _exchange.Receive(Encoding.UTF8.GetBytes(text), ticks);

    private static string Event(string text, string finish = "null") =>
        $"data: {{\"id\":\"c\",\"choices\":[{{\"index\":0,\"text\":\"{text}\",\"finish_reason\":{finish}}}]}}\n\n";

    private static string Chunk(params string[] parts)
    {
        var text = string.Concat(parts);
        return $"{Encoding.UTF8.GetByteCount(text):x}\r\n{text}\r\n";
    }
}

using System.Text;
using Refigure.Load.Answers;

namespace Refigure.Tests.Load.Answers;

public sealed class OpenAiReaderTests
{
    private readonly OpenAiReader _reader = new();

    [Theory]
    [InlineData("""{"id":"c","choices":[{"index":0,"text":" tok","finish_reason":null}]}""", "Token", " tok")]
    [InlineData("""{"choices":[{"text":"","finish_reason":null}]}""", "Token", "")]
    [InlineData("""{"choices":[{"text":"","finish_reason":"length"}]}""", "Choice", "")]
    [InlineData("""{"choices":[{"delta":{"role":"assistant","content":""},"finish_reason":null}]}""", "Choice", "")]
    [InlineData("""{"choices":[{"delta":{"content":"hi"},"finish_reason":null}]}""", "Token", "hi")]
    [InlineData("""{"choices":[{"delta":{"content":null,"reasoning_content":"hm"}}]}""", "Token", "hm")]
    [InlineData("""{"choices":[],"usage":{"prompt_tokens":8}}""", "Other", "")]
    [InlineData("[DONE]", "Done", "")]
    [InlineData("""{"error":{"message":"no","code":400}}""", "Error", "")]
    [InlineData("""{"object":"error","message":"no"}""", "Error", "")]
    [InlineData("""{"choices":[{"text":" to""", "Malformed", "")]
    [InlineData("""{"choices":7}""", "Malformed", "")]
    [InlineData("[1]", "Malformed", "")]
    [InlineData("""{"choices":[]} and more""", "Malformed", "")]
    public void An_event_is_known_by_what_it_says(string data, string kind, string text)
    {
        var answer = _reader.Read(Encoding.UTF8.GetBytes(data));

        answer.Kind.ToString().ShouldBe(kind);
        Encoding.UTF8.GetString(answer.Text).ShouldBe(text);
    }

    [Fact]
    public void Usage_is_read_with_what_came_from_the_cache()
    {
        var answer = _reader.Read(
            """{"choices":[],"usage":{"prompt_tokens":8,"total_tokens":12,"completion_tokens":4,"prompt_tokens_details":{"cached_tokens":6}}}"""u8
        );

        (answer.PromptTokens, answer.OutputTokens, answer.CachedTokens).ShouldBe((8, 4, 6));
    }

    [Fact]
    public void What_differs_in_more_than_its_text_is_not_taken_for_what_came_before()
    {
        static string Event(string text, string finish) =>
            $"{{\"id\":\"c\",\"choices\":[{{\"index\":0,\"text\":\"{text}\",\"finish_reason\":{finish}}}]}}";
        (string Data, string Text, string? Finish)[] events =
        [
            (Event("a", "null"), "a", null),
            (Event("bc", "null"), "bc", null),
            (Event("\\n\\\"", "null"), "\\n\\\"", null),
            (Event("", "null"), "", null),
            (Event("d", "\"stop\""), "d", "stop"),
            (Event("\",\"x\":\"", "null"), "", null),
            (Event("e\\\\", "null"), "e\\\\", null),
        ];
        foreach (var (data, text, finish) in events)
        {
            var answer = _reader.Read(Encoding.UTF8.GetBytes(data));

            answer.Kind.ShouldBe(AnswerEventKind.Token, data);
            Encoding.UTF8.GetString(answer.Text).ShouldBe(text, data);
            answer.FinishReason.ShouldBe(finish, data);
        }
    }

    [Fact]
    public void Pieces_of_text_are_one_text_also_where_a_pair_was_cut_and_bytes_are_no_characters()
    {
        JsonText.Unescape("""a\ud83d\ude00\n"""u8).ShouldBe("a😀\n");
        JsonText.Unescape([.. "a"u8, 0xff, .. "b"u8]).ShouldBe("a\ufffdb");
    }
}

using System.Text;
using Refigure.Load.Answers;

namespace Refigure.Tests.Load.Answers;

public sealed class TgiReaderTests
{
    [Theory]
    [InlineData(
        """{"index":1,"token":{"id":5,"text":" a","logprob":-1.5,"special":false},"generated_text":null,"details":null}""",
        "Token",
        " a"
    )]
    [InlineData("""{"error":"overloaded","error_type":"overloaded"}""", "Error", "")]
    [InlineData("""{"index":1,"token":""", "Malformed", "")]
    public void An_event_is_known_by_what_it_says(string data, string kind, string text)
    {
        var answer = new TgiReader().Read(Encoding.UTF8.GetBytes(data));

        answer.Kind.ToString().ShouldBe(kind);
        Encoding.UTF8.GetString(answer.Text).ShouldBe(text);
    }

    [Fact]
    public void The_last_event_tells_what_the_answer_came_to()
    {
        var answer = new TgiReader().Read(
            """{"index":9,"token":{"id":2,"text":"</s>","special":true},"generated_text":"a b","details":{"finish_reason":"length","generated_tokens":9,"seed":null,"input_length":12}}"""u8
        );

        answer.Kind.ShouldBe(AnswerEventKind.Token);
        (answer.FinishReason, answer.OutputTokens, answer.PromptTokens).ShouldBe(("length", 9, 12));
    }
}

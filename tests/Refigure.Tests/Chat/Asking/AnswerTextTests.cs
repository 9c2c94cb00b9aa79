using System.Text;
using Refigure.Chat.Asking;

namespace Refigure.Tests.Chat.Asking;

public sealed class AnswerTextTests
{
    [Fact]
    public void Text_comes_as_it_arrives()
    {
        var text = new AnswerText([]);

        Add(text, "Hel").ShouldBe("Hel");
        Add(text, "lo\\n\\\"you\\\"").ShouldBe("lo\n\"you\"");
        text.End().ShouldBe("");
        text.Whole.ShouldBe("Hello\n\"you\"");
    }

    [Fact]
    public void A_character_that_is_cut_waits_for_its_rest()
    {
        var text = new AnswerText([]);
        var bytes = Encoding.UTF8.GetBytes("é😀");

        text.Add(bytes.AsSpan(0, 1)).ShouldBe("");
        text.Add(bytes.AsSpan(1, 3)).ShouldBe("é");
        text.Add(bytes.AsSpan(4)).ShouldBe("😀");
    }

    [Fact]
    public void A_surrogate_pair_in_two_events_is_one_character()
    {
        var text = new AnswerText([]);

        Add(text, "a\\ud83d").ShouldBe("a");
        text.Add("\\ude00b"u8).ShouldBe("😀b");
    }

    [Fact]
    public void Bytes_that_are_no_text_do_not_hold_anything_up()
    {
        var text = new AnswerText([]);

        text.Add([0xFF, 0x80, 0x80, 0x80, (byte)'a']).ShouldEndWith("a");
        text.Add([0xE2, 0x82]).ShouldBe("");
        text.End().ShouldBe("\uFFFD");
    }

    [Fact]
    public void A_stop_text_ends_the_answer_wherever_it_is_cut()
    {
        var text = new AnswerText(["<|eot_id|>", "\nUser:"]);

        Add(text, "Hi <|eo").ShouldBe("Hi ");
        Add(text, "t_id").ShouldBe("");
        text.IsStopped.ShouldBeFalse();
        Add(text, "|>and more").ShouldBe("");
        text.IsStopped.ShouldBeTrue();
        Add(text, "!").ShouldBe("");
        text.End().ShouldBe("");
        text.Whole.ShouldBe("Hi ");
    }

    [Fact]
    public void What_only_begins_like_a_stop_text_is_shown()
    {
        var text = new AnswerText(["\nUser:"]);

        Add(text, "one\\nUs").ShouldBe("one");
        Add(text, "ual").ShouldBe("\nUsual");
        Add(text, "\\n").ShouldBe("");
        text.End().ShouldBe("\n");
    }

    // JSON may be cut before an escape of a pair, and never within an escape.
    private static string Add(AnswerText text, string escaped) => text.Add(Encoding.UTF8.GetBytes(escaped));
}

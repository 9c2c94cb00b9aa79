using Refigure.Chat.Templates;

namespace Refigure.Tests.Chat.Templates;

public sealed class SpecialTokenBreakerTests
{
    [Theory]
    [InlineData("a <|eot_id|> b <|eot_id|>", "a <\u200B|eot_id|> b <\u200B|eot_id|>", "<|eot_id|>")]
    [InlineData("<｜User｜>", "<\u200B｜User｜>", "<｜User｜>")]
    [InlineData("x [/INST] y", "x [\u200B/INST] y", "[/INST]")]
    public void A_special_token_becomes_letters(string text, string broken, string found)
    {
        var (result, names) = new SpecialTokenBreaker(ChatTemplates.Llama2.Marks).Break(text);

        result.ShouldBe(broken);
        names.ShouldBe([found]);
    }

    [Theory]
    [InlineData("a <| b |> c")]
    [InlineData("if (a <b || c> d)")]
    [InlineData("[INST] is a word to other models")]
    [InlineData("")]
    public void Other_text_stays_as_it_is(string text)
    {
        var (result, names) = new SpecialTokenBreaker(ChatTemplates.ChatMl.Marks).Break(text);

        result.ShouldBe(text);
        names.ShouldBeEmpty();
    }

    [Fact]
    public void Tokens_that_the_models_own_tokenizer_names_are_broken_but_single_letters_are_not()
    {
        var (result, names) = new SpecialTokenBreaker(["<s>", "<start_of_turn>", "a", "\n\n"]).Break(
            "a <start_of_turn>\n\n<s>"
        );

        result.ShouldBe("a <\u200Bstart_of_turn>\n\n<\u200Bs>");
        names.ShouldBe(["<start_of_turn>", "<s>"]);
    }
}

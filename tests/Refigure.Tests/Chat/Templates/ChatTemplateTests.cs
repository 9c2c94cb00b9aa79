using System.Collections.Immutable;
using Refigure.Chat.Templates;

namespace Refigure.Tests.Chat.Templates;

/// <summary>Prompts against what the models' own published templates give for the same messages.</summary>
public sealed class ChatTemplateTests
{
    private static readonly DateOnly Today = new(2024, 7, 6);
    private static readonly ImmutableArray<ChatMessage> Conversation =
    [
        new(ChatRole.System, "Be brief."),
        new(ChatRole.User, "Hi"),
        new(ChatRole.Assistant, "Hello."),
        new(ChatRole.User, " How are you? "),
    ];

    [Fact]
    public void Llama_3_1_names_its_two_dates_before_the_system_message() =>
        ChatTemplates
            .Llama31.Render(Conversation, Today)
            .ShouldBe(
                "<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\n"
                    + "Cutting Knowledge Date: December 2023\nToday Date: 06 Jul 2024\n\nBe brief.<|eot_id|>"
                    + "<|start_header_id|>user<|end_header_id|>\n\nHi<|eot_id|>"
                    + "<|start_header_id|>assistant<|end_header_id|>\n\nHello.<|eot_id|>"
                    + "<|start_header_id|>user<|end_header_id|>\n\nHow are you?<|eot_id|>"
                    + "<|start_header_id|>assistant<|end_header_id|>\n\n"
            );

    [Fact]
    public void Llama_3_1_has_a_system_header_without_a_system_message_too() =>
        ChatTemplates
            .Llama31.Render([new(ChatRole.User, "Hi")], Today, withBegin: false)
            .ShouldBe(
                "<|start_header_id|>system<|end_header_id|>\n\n"
                    + "Cutting Knowledge Date: December 2023\nToday Date: 06 Jul 2024\n\n<|eot_id|>"
                    + "<|start_header_id|>user<|end_header_id|>\n\nHi<|eot_id|>"
                    + "<|start_header_id|>assistant<|end_header_id|>\n\n"
            );

    [Fact]
    public void Llama_3_has_neither_dates_nor_a_header_for_no_system_message() =>
        ChatTemplates
            .Llama3.Render([new(ChatRole.User, "Hi")], Today)
            .ShouldBe(
                "<|begin_of_text|><|start_header_id|>user<|end_header_id|>\n\nHi<|eot_id|>"
                    + "<|start_header_id|>assistant<|end_header_id|>\n\n"
            );

    [Fact]
    public void ChatML_keeps_blanks_as_they_are() =>
        ChatTemplates
            .ChatMl.Render(Conversation, Today)
            .ShouldBe(
                "<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nHi<|im_end|>\n"
                    + "<|im_start|>assistant\nHello.<|im_end|>\n<|im_start|>user\n How are you? <|im_end|>\n"
                    + "<|im_start|>assistant\n"
            );

    [Fact]
    public void Llama_2_puts_the_system_message_into_the_first_question_and_begins_each_round_anew() =>
        ChatTemplates
            .Llama2.Render(Conversation, Today)
            .ShouldBe("<s>[INST] <<SYS>>\nBe brief.\n<</SYS>>\n\nHi [/INST] Hello. </s><s>[INST] How are you? [/INST]");

    [Fact]
    public void Mistral_puts_the_system_message_before_the_first_question() =>
        ChatTemplates
            .Mistral.Render(Conversation, Today)
            .ShouldBe("<s> [INST] Be brief.\n\nHi [/INST] Hello.</s> [INST]  How are you?  [/INST]");

    [Fact]
    public void Mistral_of_version_3_has_no_blanks_before_its_marks_and_the_system_message_in_the_last_question() =>
        ChatTemplates
            .MistralV3.Render(Conversation, Today)
            .ShouldBe("<s>[INST] Hi[/INST] Hello.</s>[INST] Be brief.\n\n How are you? [/INST]");

    [Fact]
    public void A_plain_dialogue_ends_where_the_answer_begins() =>
        ChatTemplates
            .Plain.Render(Conversation, Today)
            .ShouldBe("Be brief.\n\nUser: Hi\nAssistant: Hello.\nUser: How are you?\nAssistant:");

    [Fact]
    public void Each_template_has_a_name_of_its_own_and_at_most_four_stops()
    {
        ChatTemplates.All.Select(t => t.Name).ShouldBeUnique();
        ChatTemplates.All.ShouldAllBe(t => t.Stops.Length >= 1 && t.Stops.Length <= 4);
        ChatTemplates.Find("llama-3.1")!.Stops.ShouldBe(["<|eot_id|>", "<|end_of_text|>", "<|eom_id|>"]);
        ChatTemplates.Find("llama").ShouldBeNull();
    }
}

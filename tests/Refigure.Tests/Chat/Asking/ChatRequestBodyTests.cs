using System.Collections.Immutable;
using System.Text;
using Refigure.Chat.Asking;
using Refigure.Chat.Templates;
using Refigure.Load;

namespace Refigure.Tests.Chat.Asking;

public sealed class ChatRequestBodyTests
{
    private static readonly ImmutableArray<ChatMessage> Messages =
    [
        new(ChatRole.System, "Be <brief>."),
        new(ChatRole.User, "Hi"),
    ];

    [Fact]
    public void A_conversation_goes_as_messages() =>
        Body(LoadEndpoint.Chat, ChatTemplates.Llama31)
            .ShouldBe(
                """{"model":"m","messages":[{"role":"system","content":"Be <brief>."},{"role":"user","content":"Hi"}],"max_tokens":7,"temperature":0.5,"stream":true,"stream_options":{"include_usage":true}}"""
            );

    [Fact]
    public void A_completion_gets_a_prompt_without_the_token_that_tokenizers_set_and_with_its_stops() =>
        Body(LoadEndpoint.Completions, ChatTemplates.ChatMl)
            .ShouldBe(
                """{"model":"m","prompt":"<|im_start|>system\nBe <brief>.<|im_end|>\n<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\n","stop":["<|im_end|>","<|endoftext|>"],"max_tokens":7,"temperature":0.5,"stream":true,"stream_options":{"include_usage":true}}"""
            );

    [Fact]
    public void VLLM_is_asked_to_leave_special_tokens_in_for_the_stops()
    {
        Body(LoadEndpoint.Completions, ChatTemplates.Llama31, "vllm").ShouldContain("\"skip_special_tokens\":false");
        Body(LoadEndpoint.Completions, ChatTemplates.Plain, "vllm").ShouldNotContain("skip_special_tokens");
        Body(LoadEndpoint.Chat, ChatTemplates.Llama31, "vllm").ShouldNotContain("skip_special_tokens");
    }

    [Fact]
    public void The_baselines_tokenizer_sets_no_first_token()
    {
        Body(LoadEndpoint.Completions, ChatTemplates.Llama2, "transformers").ShouldContain("\"prompt\":\"<s>[INST]");
        Body(LoadEndpoint.Completions, ChatTemplates.Llama2, "vllm").ShouldContain("\"prompt\":\"[INST]");
    }

    [Fact]
    public void TGI_gets_inputs_and_parameters() =>
        Body(LoadEndpoint.GenerateStream, ChatTemplates.Plain)
            .ShouldBe(
                """{"inputs":"Be <brief>.\n\nUser: Hi\nAssistant:","parameters":{"max_new_tokens":7,"details":true,"stop":["\nUser:"],"do_sample":true,"temperature":0.5}}"""
            );

    private static string Body(LoadEndpoint endpoint, ChatTemplate template, string? engine = null) =>
        Encoding.UTF8.GetString(
            ChatRequestBody
                .Of(
                    new ChatServer(new Uri("http://h"), "m", endpoint)
                    {
                        Template = template,
                        Engine = engine,
                        Temperature = 0.5,
                    },
                    Messages,
                    7,
                    new DateOnly(2024, 7, 6)
                )
                .Span
        );
}

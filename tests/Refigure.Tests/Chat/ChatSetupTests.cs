using Refigure.Chat;
using Refigure.Chat.Templates;
using Refigure.Load;

namespace Refigure.Tests.Chat;

public sealed class ChatSetupTests
{
    private static readonly LoadEndpoint[] Both = [LoadEndpoint.Completions, LoadEndpoint.Chat];
    private static readonly ModelTemplate WithTemplate = new(true, true, ChatTemplates.ChatMl, []);
    private static readonly ModelTemplate Base = new(true, false, ChatTemplates.Llama31, []);

    [Fact]
    public void The_server_makes_prompts_where_it_can() =>
        ChatSetup
            .Of(null, null, [.. Both], WithTemplate)
            .ShouldBe(new ChatSetup(LoadEndpoint.Chat, ChatTemplates.ChatMl, MayFallBack: true));

    [Fact]
    public void For_a_model_without_a_template_they_are_made_here() =>
        ChatSetup
            .Of(null, null, [.. Both], Base)
            .ShouldBe(new ChatSetup(LoadEndpoint.Completions, ChatTemplates.Llama31, MayFallBack: false));

    [Fact]
    public void Of_a_model_that_nobody_knows_the_server_is_asked() =>
        ChatSetup
            .Of(null, null, [.. Both], ModelTemplate.Unknown)
            .ShouldBe(new ChatSetup(LoadEndpoint.Chat, ChatTemplates.Plain, MayFallBack: true));

    [Fact]
    public void A_named_template_is_for_prompts_that_are_made_here()
    {
        ChatSetup
            .Of(null, "llama-2", [.. Both], WithTemplate)
            .ShouldBe(new ChatSetup(LoadEndpoint.Completions, ChatTemplates.Llama2, MayFallBack: false));
        ChatSetup
            .Of(null, "llama-2", [LoadEndpoint.GenerateStream], WithTemplate)
            .Endpoint.ShouldBe(LoadEndpoint.GenerateStream);
    }

    [Fact]
    public void A_named_endpoint_is_kept() =>
        ChatSetup
            .Of(LoadEndpoint.Completions, null, [.. Both], WithTemplate)
            .ShouldBe(new ChatSetup(LoadEndpoint.Completions, ChatTemplates.ChatMl, MayFallBack: false));

    [Fact]
    public void What_is_not_there_or_contradicts_itself_is_one_sentence()
    {
        Message(null, "jinja")
            .ShouldBe(
                "--template jinja: expected one of llama-3.1, llama-3, chatml, llama-2, mistral, mistral-v3, plain."
            );
        Message(LoadEndpoint.GenerateStream, null)
            .ShouldBe("--endpoint generate_stream: this engine has no such endpoint; expected completions or chat.");
        Message(LoadEndpoint.Chat, "plain").ShouldContain("leave one of them out");
    }

    private static string Message(LoadEndpoint? endpoint, string? template) =>
        Should
            .Throw<UserErrorException>(() => ChatSetup.Of(endpoint, template, [.. Both], ModelTemplate.Unknown))
            .Message;
}

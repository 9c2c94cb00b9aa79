using Refigure.Chat.Asking;

namespace Refigure.Tests.Chat.Asking;

public sealed class ContextRefusalTests
{
    [Theory]
    [InlineData(
        400,
        "This model's maximum context length is 512 tokens, but 600 in the prompt and 40 of max_tokens were asked for.",
        512,
        600
    )]
    [InlineData(
        400,
        "This model's maximum context length is 2048 tokens. However, you requested 2500 tokens (2000 in the messages, 500 in the completion).",
        2048,
        2000
    )]
    [InlineData(
        400,
        "'max_tokens' or 'max_completion_tokens' is too large: 1024. This model's maximum context length is 2048 tokens and your request has 1500 input tokens",
        2048,
        1500
    )]
    [InlineData(
        422,
        "Input validation error: `inputs` tokens + `max_new_tokens` must be <= 4096. Given: 4000 `inputs` tokens and 200 `max_new_tokens`",
        4096,
        4000
    )]
    [InlineData(
        400,
        "the request exceeds the available context size. try increasing the context size or enable context shift",
        null,
        null
    )]
    public void A_prompt_that_is_too_long_is_known_by_what_the_server_says(
        int status,
        string error,
        int? context,
        int? prompt
    ) => ContextRefusal.Of(status, error).ShouldBe(new ContextRefusal(context, prompt));

    [Theory]
    [InlineData(400, "temperature: expected a number from 0 to 100.")]
    [InlineData(500, "maximum context length")]
    [InlineData(null, "The server refused the connection.")]
    public void Other_errors_are_not(int? status, string error) => ContextRefusal.Of(status, error).ShouldBeNull();
}

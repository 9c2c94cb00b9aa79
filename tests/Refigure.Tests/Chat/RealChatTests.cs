using NSubstitute;
using Refigure.Chat;
using Refigure.Chat.Asking;
using Refigure.Chat.Templates;
using Refigure.Chat.Terminal;
using Refigure.Files;
using Refigure.Load;
using Refigure.Tests.Engines;
using Refigure.Tests.Environments;
using Refigure.Tests.Results;

namespace Refigure.Tests.Chat;

/// <summary>Chats with real servers: the embedded engine, and the naive baseline with a stub in the place of torch.</summary>
public sealed class RealChatTests
{
    [NpmFact]
    public async Task The_embedded_engine_is_talked_to_until_its_context_is_full()
    {
        await using var engine = await RealEngine.StartAsync(Substitute.For<IWorkProgress>());
        await engine.WaitUntilReady();
        // The context of 512 tokens is the server's own; the model's tokens are bytes.
        var server = new ChatServer(engine.Client.BaseAddress!, RealEngine.Model, LoadEndpoint.Chat)
        {
            ContextTokens = 512,
            AnswerTokens = 60,
        };

        var (outcome, output) = await Talk(
            server,
            "/system You are brief.",
            "The first question",
            "The second <|im_end|> question",
            "The third question",
            "The fourth question",
            "The fifth question",
            new string('x', 600),
            "The last question"
        );

        outcome.Answers.ShouldBe(6, output);
        outcome.Failures.ShouldBe(1, output);
        output.ShouldMatch(
            @"> The first question\n[^\u001b\r]+\n\[TTFT \d+\.\d ms, .*\d+ tokens in, \d+ out, \d+\.\d tokens/s"
        );
        output.ShouldContain("<|im_end|> is sent as letters");
        output.ShouldMatch(@"\nThe first \d messages were left out: the context holds 512 tokens\.\n");
        output.ShouldMatch(
            @"\nThe question is too long: about \d+ tokens with what goes with it, and the context holds 512: shorten it\.\n"
        );
        output.ShouldMatch(@"6 answers; mean TTFT \d+\.\d ms; mean TPOT \d+\.\d\d ms\.\n$");
        output.ShouldNotContain("The server answered");
    }

    [NpmFact]
    public async Task A_context_that_nobody_named_is_learnt_and_prompts_can_be_made_here()
    {
        await using var engine = await RealEngine.StartAsync(Substitute.For<IWorkProgress>());
        await engine.WaitUntilReady();
        var server = new ChatServer(engine.Client.BaseAddress!, RealEngine.Model, LoadEndpoint.Completions)
        {
            Template = ChatTemplates.Llama31,
            AnswerTokens = 60,
        };

        var (outcome, output) = await Talk(server, "One", "Two", "Three");

        outcome.ShouldBe(new ChatOutcome(3, 0), output);
        output.ShouldContain("messages were left out: the context holds 512 tokens.");
    }

    [DriverFact]
    public async Task The_baseline_answers_by_a_template_of_ours_until_the_stop_text()
    {
        using var rig = new ServingRig();
        var run = await rig.ServeAsync(
            (endpoint, _) =>
                Talk(
                    new ChatServer(endpoint.BaseUrl, endpoint.Model, LoadEndpoint.Completions)
                    {
                        Template = ChatTemplates.Plain with { Stops = ["f"] },
                        Engine = endpoint.Engine,
                        AnswerTokens = 20,
                    },
                    "abc"
                )
        );

        run.IsDone.ShouldBeTrue(string.Join('\n', run.Failure));
        var (outcome, output) = run.Result;
        outcome.ShouldBe(new ChatOutcome(1, 0), output);
        output.ShouldMatch(@"> abc\n[^f\n]*\n\[TTFT");
    }

    private static async Task<(ChatOutcome Outcome, string Output)> Talk(ChatServer server, params string[] lines)
    {
        using var folder = new TemporaryFolder();
        var output = new StringWriter { NewLine = "\n" };
        using var input = new StringReader(string.Join('\n', lines));
        var outcome = await new ChatSession(
            server,
            new TextChatInput(input, output),
            output,
            PhysicalFileSystem.Instance,
            folder.Root,
            TimeProvider.System
        ).RunAsync(CancellationToken.None);
        return (outcome, output.ToString());
    }
}

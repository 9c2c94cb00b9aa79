using System.Text;
using System.Text.Json;
using Refigure.Chat.Asking;
using Refigure.Chat.Templates;
using Refigure.Load;

namespace Refigure.Tests.Chat;

public sealed class ChatSessionTests
{
    [Fact]
    public async Task A_conversation_goes_on_with_what_was_said_before()
    {
        using var rig = new ChatRig(n => ChatRig.Answer(10 + n, 3, "An", "swer ", $"{n}"));

        var (outcome, output) = await rig.TalkAsync("/system Be brief.", "One", "Two \\", "and more", "/quit", "never");

        outcome.Answers.ShouldBe(2);
        outcome.Failures.ShouldBe(0);
        Said(rig.Bodies[0]).ShouldBe("system: Be brief.|user: One");
        Said(rig.Bodies[1]).ShouldBe("system: Be brief.|user: One|assistant: Answer 0|user: Two \nand more");
        output.ShouldMatch(
            @"> One\nAnswer 0\n\[TTFT \d+\.\d ms, TPOT \d+\.\d\d ms, 10 tokens in, 3 out, \d+\.\d tokens/s\]\n"
        );
        output.ShouldMatch(@"> Two \\\n… and more\nAnswer 1\n");
        output.ShouldMatch(@"> /quit\n2 answers; mean TTFT \d+\.\d ms; mean TPOT \d+\.\d\d ms\.\n$");
        rig.Bodies.Length.ShouldBe(2);
    }

    [Fact]
    public async Task Reset_forgets_all_but_the_system_message()
    {
        using var rig = new ChatRig(_ => ChatRig.Answer(10, 1, "x"));

        var (_, output) = await rig.TalkAsync("/system S", "One", "/reset", "Two", "/system", "Three");

        Said(rig.Bodies[1]).ShouldBe("system: S|user: Two");
        Said(rig.Bodies[2]).ShouldBe("user: Two|assistant: x|user: Three");
        // One token has no time between tokens.
        output.ShouldNotContain("TPOT");
        output.ShouldContain("3 answers; mean TTFT");
    }

    [Fact]
    public async Task Commands_that_are_not_there_say_which_are()
    {
        using var rig = new ChatRig(_ => null);

        var (outcome, output) = await rig.TalkAsync("/rest", "/save", "/help", "", "   ");

        outcome.Failures.ShouldBe(2);
        outcome.Answers.ShouldBe(0);
        output.ShouldContain("/rest is no command: expected one of /reset, /system TEXT, /save FILE, /help, /quit.");
        output.ShouldContain("/save needs a file");
        output.ShouldContain("/quit         end");
        output.ShouldEndWith("No answers.\n");
        rig.Bodies.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("HTTP/1.1 500 No\r\nContent-Length: 4\r\n\r\nboom", "The server answered 500: boom.")]
    [InlineData(
        "HTTP/1.1 404 No\r\nContent-Length: 16\r\n\r\nno such model: m",
        "The server answered 404: no such model: m."
    )]
    [InlineData("", "The server closed the connection before it answered.")]
    [InlineData("nonsense\r\n\r\n", "The server sent no HTTP answer")]
    [InlineData(
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: {\"choices\":[{\"delta\":{\"content\":\"Hal\"}}]}\n\n",
        "The server closed the connection after 1 chunk, before the end of the answer."
    )]
    [InlineData(
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: {\"choices\": [\n\n",
        "The server sent an event that is not the JSON of a completion"
    )]
    [InlineData(
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: {\"error\":{\"message\":\"out of \\u001b[2Jmemory\"}}\n\n",
        "The server reported an error: out of [2Jmemory."
    )]
    [InlineData(
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: [DONE]\n\n",
        "The server's answer is empty: the question is taken back."
    )]
    [InlineData(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}",
        "instead of a stream of events"
    )]
    public async Task After_an_error_of_the_server_the_chat_goes_on_without_the_question(string answer, string sentence)
    {
        using var rig = new ChatRig(n => n == 1 ? Encoding.UTF8.GetBytes(answer) : ChatRig.Answer(10, 2, "f", "ine"));

        var (outcome, output) = await rig.TalkAsync("One", "Two", "Three");

        output.ShouldContain(sentence);
        output.ShouldNotContain("\u001b");
        outcome.Answers.ShouldBe(2);
        outcome.Failures.ShouldBe(1);
        Said(rig.Bodies[2]).ShouldBe("user: One|assistant: fine|user: Three");
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_one_sentence_a_question()
    {
        ChatServer gone;
        using (var rig = new ChatRig(_ => null))
        {
            gone = rig.Server;
        }

        using var other = new ChatRig(_ => null);
        var (outcome, output) = await other.TalkAsync(gone, "One", "Two");

        output.ShouldBe(
            "> One\nThe server refused the connection. The question is taken back.\n> Two\nThe server refused the connection. The question is taken back.\nNo answers.\n"
        );
        outcome.Failures.ShouldBe(2);
    }

    [Fact]
    public async Task What_would_steer_the_terminal_is_shown_and_kept_as_it_was_for_the_model()
    {
        using var rig = new ChatRig(_ => ChatRig.Answer(10, 3, "a\\u001b[2J", "b\\r", "c\\ud83d\\ude00"));

        var (_, output) = await rig.TalkAsync("One", "Two");

        output.ShouldContain("a␛[2Jb␍c😀\n");
        Said(rig.Bodies[1]).ShouldBe("user: One|assistant: a\u001b[2Jb\rc😀|user: Two");
    }

    [Fact]
    public async Task A_character_whose_bytes_are_spread_over_events_is_shown_whole()
    {
        using var rig = new ChatRig(_ =>
        {
            var bytes = ChatRig.Answer(10, 2, "<", ">").ToList();
            Put((byte)'<', 0xE2, 0x82);
            Put((byte)'>', 0xAC);
            return [.. bytes];

            void Put(byte mark, params byte[] with)
            {
                var at = bytes.IndexOf(mark);
                bytes.RemoveAt(at);
                bytes.InsertRange(at, with);
            }
        });

        var (_, output) = await rig.TalkAsync("One");

        output.ShouldContain("> One\n€\n[");
    }

    [Fact]
    public async Task Special_tokens_in_a_question_are_sent_as_letters_and_that_is_said()
    {
        using var rig = new ChatRig(_ => ChatRig.Answer(10, 2, "f", "ine"));

        var (_, output) = await rig.TalkAsync("Say <|eot_id|> please");

        Said(rig.Bodies[0]).ShouldBe("user: Say <\u200B|eot_id|> please");
        output.ShouldContain("<|eot_id|> is sent as letters, with a zero-width space in it");
    }

    [Fact]
    public async Task The_oldest_messages_are_left_out_when_the_context_is_full_and_that_is_said()
    {
        // 40 tokens a question with its answer, counted from what is sent.
        using var rig = new ChatRig(n => ChatRig.Answer(n < 3 ? 20 + (n * 40) : 100, 20, new string('x', 50)));
        var server = rig.Server with { ContextTokens = 150, AnswerTokens = 20 };

        var (outcome, output) = await rig.TalkAsync(
            server,
            "/system S",
            "Question 1",
            "Question 2",
            "Question 3",
            "Question 4"
        );

        outcome.Answers.ShouldBe(4);
        rig.Bodies[2].GetProperty("messages").GetArrayLength().ShouldBe(6);
        Said(rig.Bodies[3]).ShouldStartWith("system: S|user: Question 2|");
        output.ShouldContain("> Question 4\nThe first 2 messages were left out: the context holds 150 tokens.\nxxx");
        output.Split("left out").Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_context_that_only_the_server_knows_is_learnt_from_its_refusal()
    {
        using var rig = new ChatRig(n =>
            n == 2
                ? ChatRig.Refusal(
                    400,
                    "This model's maximum context length is 100 tokens, but 80 in the prompt and 512 of max_tokens were asked for."
                )
                : ChatRig.Answer(30, 20, "answer")
        );

        var (outcome, output) = await rig.TalkAsync("Question 1", "Question 2", "Question 3");

        outcome.ShouldBe(new(3, 0));
        output.ShouldMatch(
            @"> Question 3\nThe first [24] messages were left out: the context holds 100 tokens\.\nanswer\n"
        );
        rig.Bodies[3].GetProperty("max_tokens").GetInt32().ShouldBe(25);
    }

    [Fact]
    public async Task A_refusal_without_numbers_costs_a_question_and_answer_at_a_time()
    {
        using var rig = new ChatRig(n =>
            n is 2 or 3
                ? ChatRig.Refusal(400, "the request exceeds the available context size")
                : ChatRig.Answer(30, 20, "answer")
        );

        var (outcome, output) = await rig.TalkAsync("Question 1", "Question 2", "Question 3");

        outcome.ShouldBe(new(3, 0));
        output.ShouldContain("The first 4 messages were left out");
        Said(rig.Bodies[4]).ShouldBe("user: Question 3");
    }

    [Fact]
    public async Task A_question_that_is_too_long_for_the_context_is_one_sentence_and_costs_nothing()
    {
        using var rig = new ChatRig(_ => ChatRig.Answer(20, 5, "answer"));
        var server = rig.Server with { ContextTokens = 200 };

        var (outcome, output) = await rig.TalkAsync(server, "One", new string('x', 4000), "Two");

        outcome.ShouldBe(new(2, 1));
        output.ShouldMatch(
            @"The question is too long: about \d+ tokens with what goes with it, and the context holds 200: shorten it\."
        );
        output.ShouldNotContain("left out");
        Said(rig.Bodies[1]).ShouldBe("user: One|assistant: answer|user: Two");
    }

    [Fact]
    public async Task A_question_that_the_server_finds_too_long_is_one_sentence()
    {
        using var rig = new ChatRig(_ => ChatRig.Refusal(400, "This model's maximum context length is 64 tokens"));

        var (outcome, output) = await rig.TalkAsync(new string('x', 400));

        outcome.ShouldBe(new(0, 1));
        output.ShouldContain("The question is too long, and the context holds 64: shorten it.\n");
        rig.Bodies.Length.ShouldBe(2);
    }

    [Fact]
    public async Task Where_a_server_takes_no_conversations_prompts_are_made_here()
    {
        using var rig = new ChatRig(n =>
            n == 0
                ? ChatRig.Refusal(404, "Not Found")
                : ChatRig.Events(
                    "{\"choices\":[{\"text\":\" Hi\",\"finish_reason\":null}]}",
                    "{\"choices\":[{\"text\":\" there<|im_e\",\"finish_reason\":null}]}",
                    "{\"choices\":[{\"text\":\"nd|>more\",\"finish_reason\":null}]}",
                    "{\"choices\":[{\"text\":\" and more\",\"finish_reason\":null}]}"
                )
        );
        var server = rig.Server with { MayFallBack = true, Template = ChatTemplates.ChatMl };

        var (outcome, output) = await rig.TalkAsync(server, "One", "Two");

        outcome.ShouldBe(new(2, 0));
        output.ShouldContain("The server takes no conversations (404): prompts are made here, by the template chatml");
        output.ShouldContain("\n Hi there\n[");
        // Whatever came together with the stop text is counted with it.
        output.ShouldMatch(@"[34] chunks out \(the server counts no tokens\)");
        rig.Bodies[2]
            .GetProperty("prompt")
            .GetString()
            .ShouldBe(
                "<|im_start|>user\nOne<|im_end|>\n<|im_start|>assistant\n Hi there<|im_end|>\n<|im_start|>user\nTwo<|im_end|>\n<|im_start|>assistant\n"
            );
    }

    [Theory]
    [InlineData(
        400,
        "As of transformers v4.44, default chat template is no longer allowed, so you must provide one",
        true
    )]
    [InlineData(422, "Template error: template not found", true)]
    [InlineData(405, "Method Not Allowed", true)]
    [InlineData(404, "The model `n` does not exist.", false)]
    [InlineData(400, "temperature: expected a number", false)]
    public async Task A_server_without_a_template_is_told_from_other_refusals(int status, string error, bool falls)
    {
        using var rig = new ChatRig(_ => ChatRig.Refusal(status, error));

        var (_, output) = await rig.TalkAsync(rig.Server with { MayFallBack = true }, "One");

        output.Contains("The server takes no conversations", StringComparison.Ordinal).ShouldBe(falls);
        rig.Bodies.Length.ShouldBe(falls ? 2 : 1);
    }

    [Fact]
    public async Task An_endpoint_that_was_chosen_is_kept()
    {
        using var rig = new ChatRig(_ => ChatRig.Refusal(404, "Not Found"));

        var (_, output) = await rig.TalkAsync("One");

        output.ShouldContain("The server answered 404");
        rig.Bodies.Length.ShouldBe(1);
    }

    [Fact]
    public async Task TGI_streams_tokens_and_counts_them_at_the_end()
    {
        using var rig = new ChatRig(_ =>
            ChatRig.Events(
                "{\"token\":{\"text\":\"Hi\",\"special\":false},\"generated_text\":null,\"details\":null}",
                "{\"token\":{\"text\":\"<|eot_id|>\",\"special\":true},\"generated_text\":\"Hi\",\"details\":{\"finish_reason\":\"eos_token\",\"generated_tokens\":2,\"input_length\":40}}"
            )
        )
        {
            Endpoint = LoadEndpoint.GenerateStream,
        };

        var (outcome, output) = await rig.TalkAsync(rig.Server with { Template = ChatTemplates.Llama31 }, "One");

        outcome.ShouldBe(new(1, 0));
        output.ShouldContain("> One\nHi\n[TTFT");
        output.ShouldContain("40 tokens in, 2 out");
        rig.Bodies[0]
            .GetProperty("inputs")
            .GetString()!
            .ShouldStartWith("<|start_header_id|>system<|end_header_id|>\n\nCutting");
    }

    [Fact]
    public async Task A_server_that_answers_at_length_is_told_of_and_cached_tokens_are_shown()
    {
        using var rig = new ChatRig(_ =>
            ChatRig.Events(
                ChatRig.Chunk("a"),
                ChatRig.Chunk("b", "\"length\""),
                "{\"choices\":[],\"usage\":{\"prompt_tokens\":30,\"completion_tokens\":2,\"prompt_tokens_details\":{\"cached_tokens\":16}}}",
                "[DONE]"
            )
        );

        var (_, output) = await rig.TalkAsync("One");

        output.ShouldContain("30 tokens in (16 cached), 2 out");
        output.ShouldContain(", cut off at 512 tokens]");
    }

    private static string Said(JsonElement body) =>
        string.Join(
            '|',
            body.GetProperty("messages")
                .EnumerateArray()
                .Select(m => $"{m.GetProperty("role").GetString()}: {m.GetProperty("content").GetString()}")
        );
}

using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Refigure.Build.Tests.EndToEnd;

/// <summary>A chat as a user starts it, its questions in a pipe.</summary>
public sealed class ChatTests : IDisposable
{
    private static readonly byte[] Answer = Encoding.ASCII.GetBytes(
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
            + "data: {\"choices\":[{\"delta\":{\"content\":\"Hel\"},\"finish_reason\":null}]}\n\n"
            + "data: {\"choices\":[{\"delta\":{\"content\":\"lo\"},\"finish_reason\":\"stop\"}]}\n\n"
            + "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":2}}\n\n"
            + "data: [DONE]\n\n"
    );

    private const string Models =
        "{\"data\":[{\"id\":\"m\",\"owned_by\":\"vllm\",\"root\":\"hub/m\",\"max_model_len\":4096}]}";

    private readonly BareClone _clone = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public ChatTests() => _listener.Start();

    public void Dispose()
    {
        _listener.Dispose();
        _clone.Dispose();
    }

    private string Authority => $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    [LiveFact]
    public void The_embedded_engine_is_started_answers_and_is_gone()
    {
        var result = HostProcess.RunWithInput(
            _clone.Root,
            ["/system You are brief.", "Hello", "And again", "/save talk.json", "/quit", "never asked"],
            "--target",
            "Chat",
            "--engine",
            "llamacpp",
            "--output-tokens",
            "30"
        );

        result.ExitCode.ShouldBe(0, result.Output + result.Error);
        result.Output.ShouldContain("llamacpp starts with synthetic-15m …");
        result.Output.ShouldMatch(
            @"synthetic-15m on llamacpp [\d.]+: the server makes prompts by the model's template; the context holds 2048 tokens\."
        );
        result.Output.ShouldMatch(
            @"> Hello\n(.|\n)*\n\[TTFT \d+\.\d ms, .*\d+ tokens in, \d+ out, \d+\.\d tokens/s.*\]\n"
        );
        result.Output.ShouldMatch(@"2 answers; mean TTFT \d+\.\d ms");
        result.Output.ShouldNotContain("never asked");
        result.Output.ShouldNotContain("\u001b");
        File.ReadAllText(Path.Combine(_clone.Root, "talk.json")).ShouldContain("\"content\": \"And again\"");
        Directory.GetDirectories(_clone.Folder["artifacts", "store", "chats"]).ShouldBeEmpty();
    }

    [LiveFact]
    public void A_chat_without_questions_ends_at_once_and_another_template_is_ours()
    {
        var result = HostProcess.RunWithInput(
            _clone.Root,
            [],
            "--target",
            "Chat",
            "--template",
            "llama-3.1",
            "--context",
            "300"
        );

        result.ExitCode.ShouldBe(0, result.Output + result.Error);
        result.Output.ShouldContain("prompts are made here by the template llama-3.1; the context holds 300 tokens.");
        result.Output.ShouldContain("No answers.");
    }

    [Fact]
    public void A_running_server_is_asked_what_it_serves()
    {
        _ = ServeAsync();

        var result = HostProcess.RunWithInput(_clone.Root, ["Hi"], "--target", "Chat", "--url", $"http://{Authority}");

        result.ExitCode.ShouldBe(0, result.Output + result.Error);
        result.Output.ShouldContain(
            $"m on {Authority}: the server makes prompts by the model's template; the context holds 4096 tokens."
        );
        result.Output.ShouldMatch(@"> Hi\nHello\n\[TTFT .*, 9 tokens in, 2 out, .*\]\n1 answer; mean TTFT");
    }

    [Fact]
    public void A_server_that_is_not_there_fails_each_question_and_a_script_is_told()
    {
        _listener.Stop();

        var result = HostProcess.RunWithInput(
            _clone.Root,
            ["One", "Two"],
            "--target",
            "Chat",
            "--url",
            "http://127.0.0.1:9",
            "--model",
            "m"
        );

        result.ExitCode.ShouldBe(1);
        result.Output.ShouldContain("> Two\nThe server refused the connection. The question is taken back.\n");
        result.Error.ShouldContain("2 questions or commands failed; see above.");
    }

    [Theory]
    [InlineData("--engine warp", "--engine warp: expected an engine or an environment")]
    [InlineData("--engine tgi", "--engine tgi needs --model NAME")]
    [InlineData("--engine llamacpp --url http://127.0.0.1:9", "--engine and --url contradict each other")]
    [InlineData("--engine llamacpp --endpoint generate_stream", "this engine has no such endpoint")]
    [InlineData("--engine llamacpp --template jinja", "expected one of llama-3.1, llama-3, chatml")]
    [InlineData("--engine llamacpp --template plain --endpoint chat", "leave one of them out")]
    [InlineData("--engine llamacpp --context 0", "--context 0: expected a whole number from 1.")]
    [InlineData("--engine llamacpp --model nosuch", "nosuch")]
    [InlineData("--url http://127.0.0.1:9", "--target Chat needs --model NAME")]
    public void What_is_missing_or_wrong_is_one_sentence(string options, string sentence) =>
        HostProcess.RunWithInput(_clone.Root, [], ["--target", "Chat", .. options.Split(' ')]).ShouldRefuse(sentence);

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync();
                _ = AnswerAsync(client);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test has ended.
        }
    }

    private static async Task AnswerAsync(TcpClient client)
    {
        using var _ = client;
        var stream = client.GetStream();
        var buffer = new byte[64 * 1024];
        var length = 0;
        while (await stream.ReadAsync(buffer.AsMemory(length)) is > 0 and var count)
        {
            length += count;
            var text = Encoding.UTF8.GetString(buffer, 0, length);
            if (text.StartsWith("GET /v1/models", StringComparison.Ordinal))
            {
                await stream.WriteAsync(
                    Encoding.ASCII.GetBytes(
                        $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {Models.Length}\r\nConnection: close\r\n\r\n{Models}"
                    )
                );
                return;
            }

            if (text.EndsWith('}'))
            {
                await stream.WriteAsync(Answer);
                return;
            }
        }
    }
}

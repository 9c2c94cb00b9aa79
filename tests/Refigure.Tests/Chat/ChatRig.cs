using System.Text;
using System.Text.Json;
using Refigure.Chat;
using Refigure.Chat.Asking;
using Refigure.Chat.Terminal;
using Refigure.Files;
using Refigure.Load;
using Refigure.Load.Streams;
using Refigure.Tests.Load;
using Refigure.Tests.Results;

namespace Refigure.Tests.Chat;

/// <summary>A chat over a pipe with a server that does what the test says.</summary>
internal sealed class ChatRig : IDisposable
{
    private readonly ScriptedServer _server;

    /// <param name="answer">What the n-th request is answered with, byte for byte; null for a connection that is closed.</param>
    public ChatRig(Func<int, byte[]?> answer)
        : this(
            async (number, stream) =>
            {
                if (answer(number) is { } bytes)
                {
                    await stream.WriteAsync(bytes);
                }

                stream.Close();
            }
        ) { }

    /// <param name="answer">What is done to the n-th request.</param>
    public ChatRig(Func<int, Stream, Task> answer) => _server = new ScriptedServer(answer);

    public TemporaryFolder Folder { get; } = new();

    public Uri Url => _server.Url;

    public LoadEndpoint Endpoint { get; init; } = LoadEndpoint.Chat;

    public ChatServer Server => new(_server.Url, "m", Endpoint);

    /// <summary>The bodies of the requests so far.</summary>
    public JsonElement[] Bodies =>
        [
            .. _server.Requests.Select(r =>
                JsonDocument.Parse(r[r.IndexOf("\r\n\r\n", StringComparison.Ordinal)..]).RootElement
            ),
        ];

    public static byte[] Answer(int prompt, int tokens, params string[] pieces) =>
        Events([
            .. pieces.Select((p, i) => Chunk(p, i == pieces.Length - 1 ? "\"stop\"" : "null")),
            $"{{\"choices\":[],\"usage\":{{\"prompt_tokens\":{prompt},\"completion_tokens\":{tokens}}}}}",
            "[DONE]",
        ]);

    public static string Chunk(string text, string finish = "null") =>
        $"{{\"choices\":[{{\"delta\":{{\"content\":\"{text}\"}},\"finish_reason\":{finish}}}]}}";

    public static byte[] Events(params string[] events) =>
        Encoding.UTF8.GetBytes(
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
                + string.Concat(events.Select(e => $"data: {e}\n\n"))
        );

    public static byte[] Refusal(int status, string message) =>
        Encoding.UTF8.GetBytes(
            $"HTTP/1.1 {status} No\r\nContent-Type: application/json\r\nContent-Length: {message.Length + 24}\r\nConnection: close\r\n\r\n{{\"error\":{{\"message\":\"{message}\"}}}}"
        );

    public Task<(ChatOutcome Outcome, string Output)> TalkAsync(params string[] lines) => TalkAsync(Server, lines);

    public async Task<(ChatOutcome Outcome, string Output)> TalkAsync(ChatServer server, params string[] lines)
    {
        var output = new StringWriter { NewLine = "\n" };
        using var input = new StringReader(string.Join('\n', lines));
        var outcome = await Session(server, new TextChatInput(input, output), output)
            .RunAsync(CancellationToken.None)
            .WaitAsync(TimeSpan.FromSeconds(60));
        return (outcome, output.ToString());
    }

    public ChatSession Session(ChatServer server, IChatInput input, TextWriter output) =>
        new(
            server,
            input,
            output,
            PhysicalFileSystem.Instance,
            Folder.Root,
            TimeProvider.System,
            limits: new StreamLimits { Silence = TimeSpan.FromSeconds(30), AfterDone = TimeSpan.FromMilliseconds(200) }
        );

    public void Dispose()
    {
        _server.Dispose();
        Folder.Dispose();
    }
}

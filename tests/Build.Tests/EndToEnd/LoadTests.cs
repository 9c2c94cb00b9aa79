using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Refigure.Build.Tests.EndToEnd;

/// <summary>A load on a running server, as a user puts it on.</summary>
public sealed class LoadTests : IDisposable
{
    private static readonly byte[] Answer = Encoding.ASCII.GetBytes(
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
            + "data: {\"choices\":[{\"text\":\"a\",\"finish_reason\":null}]}\n\n"
            + "data: {\"choices\":[{\"text\":\"b\",\"finish_reason\":\"length\"}],\"usage\":{\"prompt_tokens\":4,\"completion_tokens\":2}}\n\n"
            + "data: [DONE]\n\n"
    );

    private readonly BareClone _clone = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public LoadTests() => _listener.Start();

    public void Dispose()
    {
        _listener.Dispose();
        _clone.Dispose();
    }

    private string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    [Fact]
    public void A_load_leaves_its_requests_and_says_what_they_came_to()
    {
        _ = ServeAsync();

        var result = Load(
            "--concurrency",
            "2",
            "--requests",
            "6",
            "--prompt-tokens",
            "4",
            "--output-tokens",
            "2",
            "--out",
            "load"
        );

        // Two cores that others share may be too few for the client: that is said, with 1.
        result.Output.ShouldContain("Requests: 6 completed, 0 empty, 0 failed, 0 cut; 2 before them to warm up.");
        result.Output.ShouldContain("TTFT from the intended start");
        result.Output.ShouldContain("Calibration before (2 streams");
        File.ReadAllLines(Path.Combine(_clone.Root, "load/requests.jsonl")).Length.ShouldBe(8);
        File.ReadAllText(Path.Combine(_clone.Root, "load/load.json")).ShouldContain("\"client_lag_p99\"");
        File.ReadAllText(Path.Combine(_clone.Root, "load/vllm-bench.json")).ShouldContain("\"completed\":6");
        File.ReadAllText(Path.Combine(_clone.Root, "load/per-prompt.txt"))
            .ShouldContain("Successful requests:                     6 ");
    }

    [Fact]
    public void A_server_that_is_not_there_is_a_failed_load_with_its_reason()
    {
        _listener.Stop();

        var result = Load("--concurrency", "2", "--requests", "4", "--out", "load");

        result.ExitCode.ShouldBe(1);
        result.Output.ShouldContain("6 ×: The server refused the connection.");
    }

    [Theory]
    [InlineData("--requests 4", "--concurrency C (a closed loop) or --rate R")]
    [InlineData("--concurrency 2", "--requests N or --duration T")]
    [InlineData("--concurrency 2 --requests 4 --arrivals gamma", "name its --rate R")]
    [InlineData("--concurrency 2 --requests 4 --slo speed=5ms", "ttft=500ms,tpot=50ms")]
    [InlineData("--concurrency 2 --requests 4 --warmup soon", "a number of requests, or a time such as 10 s")]
    [InlineData("--concurrency 2 --requests 4 --dataset nowhere.txt", "there is no file")]
    [InlineData("--concurrency 2 --requests 4 --shared-prefix-tokens 900", "fewer than the 512 tokens of a prompt")]
    [InlineData("--concurrency 999999 --requests 4", "raise the limit of open files")]
    public void What_is_missing_or_wrong_is_one_sentence(string options, string sentence)
    {
        var result = Load(options.Split(' '));

        result.ExitCode.ShouldBe(2);
        result.Error.ShouldContain(sentence);
    }

    private HostResult Load(params string[] options) =>
        HostProcess.Run(_clone.Root, ["--target", "Load", "--url", Url, "--model", "m", .. options]);

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
            if (buffer[length - 1] == '}')
            {
                await stream.WriteAsync(Answer);
                return;
            }
        }
    }
}

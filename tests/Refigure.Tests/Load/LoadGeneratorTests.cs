using System.Net;
using System.Net.Sockets;
using System.Text;
using Refigure.Load;
using Refigure.Load.Arrivals;
using Refigure.Load.Prompts;
using Refigure.Load.Streams;
using Refigure.Serving;

namespace Refigure.Tests.Load;

public sealed class LoadGeneratorTests
{
    private readonly List<RequestRecord> _written = [];

    [Fact]
    public async Task A_closed_loop_measures_its_requests_on_as_many_connections_as_it_has_streams()
    {
        using var server = new ScriptedServer(
            (_, stream) => stream.WriteAsync(ScriptedServer.Answer("a", "b")).AsTask()
        );

        var outcome = await RunAsync(Plan(server.Url, concurrency: 3, requests: 12));

        outcome.Requests.Count(r => r.IsWarmUp).ShouldBe(3);
        outcome.Requests.Where(r => !r.IsWarmUp).ShouldAllBe(r => r.Status == RequestStatus.Completed && r.Chunks == 2);
        outcome.Requests.Select(r => r.Index).Order().ShouldBe(Enumerable.Range(0, 15));
        _written.Select(r => r.Index).ShouldBe(outcome.Requests.Select(r => r.Index));
        server.Connections.ShouldBe(4); // three streams, and the look whether anybody is there
        server.Requests.Distinct().Count().ShouldBe(15);
        server.Requests[0].ShouldContain("\"prompt\":\"");
        server.Requests[0].ShouldContain("\"stream_options\":{\"include_usage\":true}");
        foreach (var request in outcome.Requests)
        {
            double?[] times = [request.Intended, request.Sent, request.FirstByte, request.FirstToken, request.End];
            times.ShouldBeInOrder();
        }
    }

    [Fact]
    public async Task An_open_loop_starts_at_its_arrivals_whether_answers_come_or_not()
    {
        using var server = new ScriptedServer(
            async (_, stream) =>
            {
                await Task.Delay(200);
                await stream.WriteAsync(ScriptedServer.Answer("a"));
            }
        );
        var plan = Plan(server.Url, null, 10) with
        {
            Shape = new LoadShape { Rate = 100, Arrivals = ArrivalKind.Constant },
            WarmUpRequests = 0,
        };

        var outcome = await RunAsync(plan);

        outcome
            .Requests.OrderBy(r => r.Index)
            .Select(r => Math.Round(r.Intended!.Value, 6))
            .ShouldBe(Enumerable.Range(0, 10).Select(i => i / 100.0));
        outcome.Facts.Arrivals.ShouldBe("constant");
        outcome.Facts.Concurrency.ShouldBeNull();
    }

    [Fact]
    public async Task Each_failure_is_a_row_with_its_reason_and_the_load_goes_on()
    {
        using var server = new ScriptedServer(
            async (number, stream) =>
            {
                byte[] answer = number switch
                {
                    0 => "HTTP/1.1 503 Busy\r\nContent-Length: 4\r\n\r\nbusy"u8.ToArray(),
                    1 => "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: {\"ch\n\n"u8.ToArray(),
                    2 => ScriptedServer.Answer("a")[..^10],
                    3 => "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: 0\r\n\r\n"u8.ToArray(),
                    _ => ScriptedServer.Answer("a"),
                };
                await stream.WriteAsync(answer);
                if (number == 2)
                {
                    stream.Close();
                }
            }
        );

        var outcome = await RunAsync(Plan(server.Url, concurrency: 1, requests: 6) with { WarmUpRequests = 0 });

        outcome
            .Requests.Select(r => (r.Status, r.HttpStatus, r.Error?.Split(':')[0]))
            .ShouldBe([
                (RequestStatus.Failed, 503, "The server answered 503"),
                (RequestStatus.Failed, 200, "The server sent an event that is not the JSON of a completion"),
                (
                    RequestStatus.Failed,
                    200,
                    "The server closed the connection after 1 chunk, before the end of the answer."
                ),
                (RequestStatus.Empty, 200, null),
                (RequestStatus.Completed, 200, null),
                (RequestStatus.Completed, 200, null),
            ]);
    }

    [Fact]
    public async Task A_server_that_is_not_there_ends_the_load_with_a_reason()
    {
        var outcome = await RunAsync(Plan(Nobody(), concurrency: 60, requests: 100_000));

        outcome.Requests.ShouldAllBe(r => r.Status == RequestStatus.Failed && r.HttpStatus == null && r.Sent == null);
        outcome.Requests[0].Error.ShouldBe("The server refused the connection.");
        outcome.Requests.Length.ShouldBeInRange(120, 200);
        outcome.Facts.Remarks.ShouldContain(r => r.StartsWith("The load was given up after 1"));
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_waited_for_so_long_and_no_longer()
    {
        using var server = new ScriptedServer((_, _) => Task.CompletedTask);
        var limits = new StreamLimits { Silence = TimeSpan.FromMilliseconds(200) };

        var outcome = await RunAsync(
            Plan(server.Url, concurrency: 2, requests: 2) with
            {
                WarmUpRequests = 0,
                Limits = limits,
            }
        );

        outcome.Requests.Select(r => r.Error).Distinct().ShouldBe(["The server sent nothing for 0.2 s."]);
    }

    [Fact]
    public async Task What_still_runs_at_the_end_of_the_duration_is_cut()
    {
        using var server = new ScriptedServer(
            (number, stream) => number < 4 ? stream.WriteAsync(ScriptedServer.Answer("a")).AsTask() : Task.CompletedTask
        );
        var plan = Plan(server.Url, concurrency: 2, requests: null) with { Duration = TimeSpan.FromMilliseconds(300) };

        var outcome = await RunAsync(plan);

        outcome.Requests.Count(r => r.Status == RequestStatus.Cut).ShouldBe(2);
        outcome.Requests.Count(r => r.Status == RequestStatus.Completed).ShouldBe(4);
        outcome.Facts.DurationSeconds!.Value.ShouldBeGreaterThanOrEqualTo(0.3);
    }

    [Fact]
    public async Task An_interrupted_load_gives_what_had_ended()
    {
        using var interrupt = new CancellationTokenSource();
        using var server = new ScriptedServer(
            async (number, stream) =>
            {
                if (number == 5)
                {
                    await interrupt.CancelAsync();
                }
                else
                {
                    await stream.WriteAsync(ScriptedServer.Answer("a"));
                }
            }
        );

        var outcome = await RunAsync(Plan(server.Url, concurrency: 1, requests: 1000), interrupt.Token);

        outcome.IsInterrupted.ShouldBeTrue();
        outcome
            .Requests.Select(r => r.Status)
            .ShouldBe([.. Enumerable.Repeat(RequestStatus.Completed, 5), RequestStatus.Cut]);
        outcome.Facts.Remarks.ShouldContain("The load was interrupted.");
    }

    [Fact]
    public async Task A_connection_that_was_closed_while_idle_is_made_again()
    {
        using var server = new ScriptedServer(
            async (_, stream) =>
            {
                await stream.WriteAsync(ScriptedServer.Answer("a"));
                stream.Close();
            }
        );

        var outcome = await RunAsync(Plan(server.Url, concurrency: 1, requests: 5) with { WarmUpRequests = 0 });

        outcome.Requests.Select(r => r.Status).Distinct().ShouldBe([RequestStatus.Completed]);
    }

    [Fact]
    public async Task Text_is_kept_if_wanted_also_when_its_characters_arrive_in_pieces()
    {
        using var server = new ScriptedServer(
            async (_, stream) =>
            {
                var answer = ScriptedServer.Answer("é€", "\\ud83d", "\\ude00");
                // The length of the body is counted in characters there; this one has bytes.
                var text = Encoding.UTF8.GetString(answer).Replace("Content-Length", "X-Length");
                foreach (var one in Encoding.UTF8.GetBytes(text))
                {
                    await stream.WriteAsync(new[] { one });
                }

                stream.Close();
            }
        );

        var outcome = await RunAsync(
            Plan(server.Url, concurrency: 1, requests: 1) with
            {
                WarmUpRequests = 0,
                KeepsText = true,
            }
        );

        outcome.Requests.ShouldHaveSingleItem().Text.ShouldBe("é€😀");
    }

    [Fact]
    public async Task A_warm_cache_of_the_server_is_told()
    {
        var body =
            "data: {\"choices\":[{\"text\":\"a\"}],\"usage\":{\"prompt_tokens\":8,\"completion_tokens\":1,\"prompt_tokens_details\":{\"cached_tokens\":6}}}\n\n";
        using var server = new ScriptedServer(
            (_, stream) =>
                stream
                    .WriteAsync(
                        Encoding.UTF8.GetBytes(
                            $"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: {body.Length}\r\n\r\n{body}"
                        )
                    )
                    .AsTask()
        );

        var outcome = await RunAsync(Plan(server.Url, concurrency: 1, requests: 2));

        outcome.Requests[0].CachedTokens.ShouldBe(6);
        outcome.Facts.Remarks.ShouldContain(r => r.Contains("75 % of the prompts' tokens from its prefix cache"));
    }

    [Fact]
    public async Task A_warm_up_of_fewer_requests_than_streams_is_made_larger_and_that_is_said()
    {
        using var server = new ScriptedServer((_, stream) => stream.WriteAsync(ScriptedServer.Answer("a")).AsTask());

        var outcome = await RunAsync(Plan(server.Url, concurrency: 4, requests: 4) with { WarmUpRequests = 2 });

        outcome.Requests.Count(r => r.IsWarmUp).ShouldBe(4);
        outcome.Facts.WarmUpRequests.ShouldBe(4);
        outcome.Facts.Remarks.ShouldContain(r => r.StartsWith("The warm-up has 4 requests instead of 2"));
    }

    [Theory]
    [InlineData(false, "a b c a")]
    [InlineData(true, "a a b c")]
    public async Task A_data_set_that_begins_anew_gives_the_measured_requests_its_first_prompts(
        bool beginsAnew,
        string asked
    )
    {
        using var server = new ScriptedServer((_, stream) => stream.WriteAsync(ScriptedServer.Answer("x")).AsTask());
        var prompts = new ListedPrompts("abc", [new("a", 1, 1), new("b", 1, 1), new("c", 1, 1)])
        {
            BeginsAnew = beginsAnew,
        };
        var plan = Plan(server.Url, concurrency: 1, requests: 3) with { WarmUpRequests = 1 };

        await new LoadGenerator(TimeProvider.System).RunAsync(
            plan,
            prompts,
            new ListSink(_written),
            null,
            CancellationToken.None
        );

        server.Requests.Select(request => request.Split("\"prompt\":\"")[1][..1]).ShouldBe(asked.Split(' '));
    }

    [Fact]
    public async Task A_load_that_cannot_be_written_down_ends_at_once()
    {
        using var server = new ScriptedServer((_, stream) => stream.WriteAsync(ScriptedServer.Answer("a")).AsTask());
        var plan = Plan(server.Url, concurrency: 1, requests: null) with { Duration = TimeSpan.FromHours(1) };

        var load = new LoadGenerator(TimeProvider.System).RunAsync(
            plan,
            new RandomPrompts(8, 5, 1),
            new FullDisk(),
            null,
            CancellationToken.None
        );

        (await Should.ThrowAsync<IOException>(() => load)).Message.ShouldBe("No space left on device");
    }

    [Fact]
    public async Task A_load_without_an_end_is_refused() =>
        (await Should.ThrowAsync<UserErrorException>(() => RunAsync(Plan(Nobody(), 1, null)))).Message.ShouldContain(
            "--requests N"
        );

    private Task<LoadOutcome> RunAsync(LoadPlan plan, CancellationToken cancellation = default)
    {
        return new LoadGenerator(TimeProvider.System).RunAsync(
            plan,
            new RandomPrompts(8, 5, 1),
            new ListSink(_written),
            null,
            cancellation
        );
    }

    private static LoadPlan Plan(Uri url, int? concurrency, int? requests) =>
        new()
        {
            Url = url,
            Model = "m",
            Shape = new LoadShape { Concurrency = concurrency },
            Requests = requests,
            Calibrates = false,
        };

    // A port that was free a moment ago.
    private static Uri Nobody()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }

    private sealed class FullDisk : IRequestSink
    {
        public void Add(RequestRecord request) => throw new IOException("No space left on device");
    }
}

using System.Net;
using Refigure.Telemetry;

namespace Refigure.Tests.Telemetry;

public sealed class TelemetryRecorderTests
{
    private static readonly Uri Address = new("http://127.0.0.1:1/metrics");

    [Fact]
    public async Task A_call_that_hangs_or_fails_is_a_gap_and_delays_no_other()
    {
        var answers = new Answers(call =>
            call switch
            {
                2 => Task.Delay(Timeout.Infinite, CancellationToken.None)
                    .ContinueWith(_ => new HttpResponseMessage(), TaskScheduler.Default),
                3 => Task.FromException<HttpResponseMessage>(new HttpRequestException("refused")),
                4 => Task.FromResult(new HttpResponseMessage(HttpStatusCode.InternalServerError)),
                _ => Task.FromResult(Text($"vllm:num_requests_running {call}\n")),
            }
        );
        await using var recorder = Recorder(answers);
        await Until(() => recorder.Samples.Count >= 6 && recorder.Gaps >= 3);
        await recorder.DisposeAsync();

        // Those that were answered, in their order; 2 still hung when 5 was answered.
        recorder.Samples.Take(4).Select(s => s[TelemetryQuantity.RequestsRunning]).ShouldBe([1, 5, 6, 7]);
        recorder.Samples.Select(s => s.At).ShouldBeInOrder();
        recorder.LastFailure.ShouldNotBeNull();
        recorder
            .Remarks.ShouldHaveSingleItem()
            .ShouldMatch(@"^Of \d+ times .* it did not answer \d+ in time \(.*\): peaks");
    }

    [Fact]
    public async Task A_server_that_never_answers_is_not_asked_by_more_than_four_at_once()
    {
        var now = 0;
        var most = 0;
        var answers = new Answers(
            async (_, cancellation) =>
            {
                most = Math.Max(most, Interlocked.Increment(ref now));
                try
                {
                    await Task.Delay(Timeout.Infinite, cancellation);
                    return new HttpResponseMessage();
                }
                finally
                {
                    Interlocked.Decrement(ref now);
                }
            }
        );
        await using var recorder = Recorder(answers);
        await Until(() => recorder.Gaps >= 6 && recorder.LastFailure is not null);
        await recorder.DisposeAsync();

        most.ShouldBeLessThanOrEqualTo(4);
        recorder
            .Remarks.ShouldHaveSingleItem()
            .ShouldBe(
                "The server told nothing of itself (it did not answer in time): how full its cache was, and who waited, is not known."
            );
        now.ShouldBe(0);
        recorder.Samples.ShouldBeEmpty();
    }

    [Fact]
    public async Task Asked_once_more_it_tells_what_is_now_and_nothing_where_nobody_answers()
    {
        var up = true;
        var answers = new Answers(_ =>
            up
                ? Task.FromResult(Text("vllm:prefix_cache_hits_total 16\n"))
                : Task.FromException<HttpResponseMessage>(new HttpRequestException("refused"))
        );
        await using var recorder = Recorder(answers);
        (await recorder.ScrapeAsync(CancellationToken.None))![TelemetryQuantity.PrefixCacheHits].ShouldBe(16);
        up = false;
        (await recorder.ScrapeAsync(CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task A_moment_has_its_place_on_the_clock_of_the_samples()
    {
        var start = TimeProvider.System.GetTimestamp();
        await using var recorder = Recorder(new Answers(_ => Task.FromResult(Text(""))), start);
        recorder.OffsetOf(start).ShouldBe(0, 1e-3);
        recorder.OffsetOf(start + TimeProvider.System.TimestampFrequency).ShouldBe(1, 1e-3);
    }

    private static TelemetryRecorder Recorder(Answers answers, long? start = null)
    {
        var began = start ?? TimeProvider.System.GetTimestamp();
        TimeSpan Elapsed() => TimeProvider.System.GetElapsedTime(began);
        return new TelemetryRecorder(
            new MetricsScraper(new HttpClient(answers), Address, EngineMetrics.Of("vllm", "0.25.1"), Elapsed),
            Elapsed,
            TimeProvider.System
        );
    }

    private static HttpResponseMessage Text(string text) =>
        new(HttpStatusCode.OK) { Content = new StringContent(text) };

    private static async Task Until(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!condition())
        {
            await Task.Delay(20, limit.Token);
        }
    }

    private sealed class Answers(Func<int, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
    {
        private int _calls;

        public Answers(Func<int, Task<HttpResponseMessage>> answer)
            : this((call, _) => answer(call)) { }

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        ) => answer(Interlocked.Increment(ref _calls), cancellationToken).WaitAsync(cancellationToken);
    }
}

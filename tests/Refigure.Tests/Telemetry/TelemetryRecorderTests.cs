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

        var told = recorder.Samples.Select(s => s[TelemetryQuantity.RequestsRunning]).ToArray();
        told.Intersect([1, 2, 3, 4, 5, 6, 7]).Order().ShouldBe([1, 5, 6, 7]);
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
        // An answer that is waited for no more may still be on its way out.
        await Until(() => Volatile.Read(ref now) == 0);
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
        TimeSpan Elapsed() => TimeSpan.FromSeconds(12);
        using var client = new HttpClient(new Answers(_ => Task.FromResult(Text(""))));
        await using var recorder = new TelemetryRecorder(
            new MetricsScraper(client, Address, EngineMetrics.OfAny(), Elapsed),
            Elapsed,
            new StoppedClock()
        );
        recorder.OffsetOf(StoppedClock.Now).ShouldBe(12);
        recorder.OffsetOf(StoppedClock.Now - 1500).ShouldBe(10.5);
    }

    private static TelemetryRecorder Recorder(Answers answers)
    {
        var began = TimeProvider.System.GetTimestamp();
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

    /// <summary>A clock of milliseconds that stands still.</summary>
    private sealed class StoppedClock : TimeProvider
    {
        public const long Now = 5000;

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => Now;
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

namespace Refigure.Telemetry;

/// <summary>
/// Asks a server at fixed times from its start. A call that is slow or fails leaves a gap, and the next one is made in time all
/// the same.
/// </summary>
/// <param name="scraper">Asks.</param>
/// <param name="elapsed">Time since the server's process was started.</param>
/// <param name="clock">Waits.</param>
internal sealed class TelemetryPoller(MetricsScraper scraper, Func<TimeSpan> elapsed, TimeProvider clock)
{
    /// <summary>The time between two calls.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMilliseconds(100);

    // An answer that old says little about its moment; and a server that hangs must not gather calls.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);
    private const int MostAtOnce = 4;

    // A run of a day at that rate, and bounded whatever happens.
    private const int MostSamples = 1_000_000;
    private readonly Lock _lock = new();
    private readonly List<TelemetrySample> _samples = [];
    private int _running;
    private int _gaps;
    private string? _lastFailure;

    /// <summary>What was told so far, in the order of its times.</summary>
    public IReadOnlyList<TelemetrySample> Samples
    {
        get
        {
            lock (_lock)
            {
                return [.. _samples.OrderBy(s => s.At)];
            }
        }
    }

    /// <summary>Times at which nothing was told.</summary>
    public int Gaps => Volatile.Read(ref _gaps);

    /// <summary>Why a call failed last; null if none did.</summary>
    public string? LastFailure => Volatile.Read(ref _lastFailure);

    /// <summary>Asks until it is cancelled; then waits for the calls that are on their way. Never fails.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var calls = new List<Task>();
        for (var number = Math.Floor(elapsed() / Every) + 1; ; )
        {
            var wait = (number * Every) - elapsed();
            try
            {
                if (wait > TimeSpan.Zero)
                {
                    await Task.Delay(wait, clock, cancellation);
                }
            }
            catch (OperationCanceledException)
            {
                break;
            }

            if (cancellation.IsCancellationRequested)
            {
                break;
            }

            calls.RemoveAll(call => call.IsCompleted);
            if (Volatile.Read(ref _running) < MostAtOnce)
            {
                calls.Add(CallAsync(cancellation));
            }
            else
            {
                _ = Interlocked.Increment(ref _gaps);
            }

            // From the start, not from the last call: lateness does not add up, and missed times are left out.
            var next = Math.Max(number, Math.Floor(elapsed() / Every)) + 1;
            _ = Interlocked.Add(ref _gaps, (int)(next - number - 1));
            number = next;
        }

        await Task.WhenAll(calls);
    }

    private async Task CallAsync(CancellationToken cancellation)
    {
        _ = Interlocked.Increment(ref _running);
        using var limit = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            var sample = await scraper.ScrapeAsync(either.Token);
            lock (_lock)
            {
                if (_samples.Count < MostSamples)
                {
                    _samples.Add(sample);
                }
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            if (!cancellation.IsCancellationRequested)
            {
                _ = Interlocked.Increment(ref _gaps);
                Volatile.Write(
                    ref _lastFailure,
                    e is OperationCanceledException ? "it did not answer in time" : e.Message
                );
            }
        }
        finally
        {
            _ = Interlocked.Decrement(ref _running);
        }
    }
}

using System.Collections.Immutable;
using System.Globalization;
using Refigure.Files;
using Refigure.Results;

namespace Refigure.Telemetry;

/// <summary>What a server says of itself while it serves, from its readiness until it is disposed.</summary>
public sealed class TelemetryRecorder : IAsyncDisposable
{
    // As much as does not change how a curve looks.
    private const double MuchMissing = 0.02;
    private readonly CancellationTokenSource _ended = new();
    private readonly MetricsScraper _scraper;
    private readonly TelemetryPoller _poller;
    private readonly Func<TimeSpan> _elapsed;
    private readonly TimeProvider _clock;
    private readonly Task _polling;

    /// <summary>Begins to ask.</summary>
    /// <param name="scraper">Asks.</param>
    /// <param name="elapsed">Time since the server's process was started: the clock of <c>samples.csv</c>.</param>
    /// <param name="clock">The clock that <paramref name="elapsed"/> is measured with.</param>
    public TelemetryRecorder(MetricsScraper scraper, Func<TimeSpan> elapsed, TimeProvider clock)
    {
        _scraper = scraper;
        _elapsed = elapsed;
        _clock = clock;
        _poller = new TelemetryPoller(scraper, elapsed, clock);
        _polling = Task.Run(() => _poller.RunAsync(_ended.Token));
    }

    /// <summary>Now, on the clock of <c>samples.csv</c>.</summary>
    public TimeSpan Elapsed => _elapsed();

    /// <summary>What was told so far, in the order of its times.</summary>
    public IReadOnlyList<TelemetrySample> Samples => _poller.Samples;

    /// <summary>Times at which nothing was told.</summary>
    public int Gaps => _poller.Gaps;

    /// <summary>Why nothing was told the last time that nothing was; null if it never failed.</summary>
    public string? LastFailure => _poller.LastFailure;

    /// <summary>What a reader of the columns must know, a sentence each: that nothing, or not all, was told.</summary>
    public ImmutableArray<string> Remarks
    {
        get
        {
            var (told, gaps) = (Samples.Count, Gaps);
            var why = LastFailure is { } failure ? $" ({failure.TrimEnd('.')})" : "";
            return told == 0
                ? gaps == 0
                    ? []
                    : [$"The server told nothing of itself{why}: how full its cache was, and who waited, is not known."]
                : gaps > (told + gaps) * MuchMissing
                    ?
                    [
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"Of {told + gaps} times that the server was asked for its metrics, it did not answer {gaps} in time{why}: peaks may be missing."
                        ),
                    ]
                    : [];
        }
    }

    /// <summary>
    /// A moment on the clock of <c>samples.csv</c>, in seconds: with the start of a load, what its <c>load.json</c> calls the
    /// offset.
    /// </summary>
    /// <param name="timestamp">The moment, as <see cref="TimeProvider.GetTimestamp"/> of the same clock gave it.</param>
    public double OffsetOf(long timestamp) => (_elapsed() - _clock.GetElapsedTime(timestamp)).TotalSeconds;

    /// <summary>Asks once more, now, as before and after a load; null if it does not answer.</summary>
    public async Task<TelemetrySample?> ScrapeAsync(CancellationToken cancellation)
    {
        try
        {
            return await _scraper.ScrapeAsync(cancellation);
        }
        catch (Exception e)
            when (e is HttpRequestException or IOException
                || (e is OperationCanceledException && !cancellation.IsCancellationRequested)
            )
        {
            return null;
        }
    }

    /// <summary>Adds the columns to the <c>samples.csv</c> of a run whose processes have ended; nothing if there is none.</summary>
    /// <param name="folder">The folder with the file.</param>
    /// <param name="files">Changes it.</param>
    public void AddTo(string folder, IFileSystem files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var path = Path.Combine(folder, RawFiles.Samples);
        if (!File.Exists(path))
        {
            return;
        }

        // The folder is no run before its record is there: a host that ends in between leaves nothing that is read.
        var wider = path + ".wider";
        using (var rows = File.OpenText(path))
        using (var output = new StreamWriter(files.Create(wider)))
        {
            TelemetryColumns.Add(rows, Samples, output);
        }

        files.MoveFile(wider, path);
    }

    /// <summary>Asks no more.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_polling.IsCompleted)
        {
            await _ended.CancelAsync();
            await _polling;
            _ended.Dispose();
        }
    }
}

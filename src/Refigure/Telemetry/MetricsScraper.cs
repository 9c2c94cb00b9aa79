using System.Buffers;

namespace Refigure.Telemetry;

/// <summary>Asks a server for its metrics, once a call.</summary>
/// <param name="client">Asks; its own time-out should not be shorter than a call's.</param>
/// <param name="address">The server's <c>/metrics</c>.</param>
/// <param name="metrics">What of it is of interest.</param>
/// <param name="elapsed">The clock that samples are stamped by.</param>
public sealed class MetricsScraper(HttpClient client, Uri address, EngineMetrics metrics, Func<TimeSpan> elapsed)
{
    /// <summary>Asks now.</summary>
    /// <exception cref="HttpRequestException">It does not answer, or not with 200.</exception>
    /// <exception cref="IOException">Its answer broke off.</exception>
    /// <exception cref="OperationCanceledException">It took too long.</exception>
    public async Task<TelemetrySample> ScrapeAsync(CancellationToken cancellation)
    {
        using var response = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellation);
        // Servers make the text before they send its head: it is never newer than this.
        var at = elapsed();
        response.EnsureSuccessStatusCode();
        var samples = new List<PrometheusSample>();
        var reader = new PrometheusReader(metrics.Selection, samples.Add);
        await using var body = await response.Content.ReadAsStreamAsync(cancellation);
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 15);
        try
        {
            for (int read; !reader.IsCut && (read = await body.ReadAsync(buffer, cancellation)) > 0; )
            {
                reader.Feed(buffer.AsSpan(0, read));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        reader.End();
        return new TelemetrySample(at, metrics.Combine(samples));
    }
}

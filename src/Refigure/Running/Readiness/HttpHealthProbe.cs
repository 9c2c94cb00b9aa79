using System.Net;

namespace Refigure.Running.Readiness;

/// <summary>Asks over HTTP, never through a proxy.</summary>
public sealed class HttpHealthProbe : IHealthProbe, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private readonly HttpClient _client = new(
        new SocketsHttpHandler { UseProxy = false, PooledConnectionLifetime = TimeSpan.Zero }
    )
    {
        Timeout = Patience,
    };

    /// <inheritdoc />
    public async Task<bool> IsHealthyAsync(Uri health, CancellationToken cancellation)
    {
        try
        {
            using var response = await _client.GetAsync(health, HttpCompletionOption.ResponseHeadersRead, cancellation);
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception e)
            when (e is HttpRequestException or IOException
                || (e is OperationCanceledException && !cancellation.IsCancellationRequested)
            )
        {
            return false;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _client.Dispose();
}

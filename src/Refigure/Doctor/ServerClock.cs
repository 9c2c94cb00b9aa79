namespace Refigure.Doctor;

/// <summary>Compares this machine's clock with a server's.</summary>
/// <param name="client">The client.</param>
/// <param name="server">The server; asked for its head alone.</param>
/// <param name="clock">This machine's clock.</param>
public sealed class ServerClock(HttpClient client, Uri server, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private Task<TimeSpan?>? _asked;

    /// <summary>How far this machine's clock is ahead; null if the server does not answer. Asked once.</summary>
    public Task<TimeSpan?> AheadAsync(CancellationToken cancellation) => _asked ??= AskAsync(cancellation);

    private async Task<TimeSpan?> AskAsync(CancellationToken cancellation)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        late.CancelAfter(Patience);
        var sent = clock.GetUtcNow();
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Head, server);
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, late.Token);
            // It was written somewhere between, and says whole seconds.
            var middle = sent + ((clock.GetUtcNow() - sent) / 2);
            return answer.Headers.Date is { } date ? middle - date - TimeSpan.FromSeconds(0.5) : null;
        }
        catch (Exception e)
            when (e is HttpRequestException
                || (e is OperationCanceledException && !cancellation.IsCancellationRequested)
            )
        {
            return null;
        }
    }
}

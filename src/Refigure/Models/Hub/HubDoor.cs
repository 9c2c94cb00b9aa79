namespace Refigure.Models.Hub;

/// <summary>Asks the hub for the model's <c>auth-check</c>, which is what its own tools ask.</summary>
public sealed class HubDoor : IHubAccess
{
    private readonly HubHttp _http;

    /// <summary>A door to the hub.</summary>
    /// <param name="client">See <see cref="Client"/>.</param>
    /// <param name="options">How the hub is talked to.</param>
    /// <param name="clock">The clock.</param>
    public HubDoor(HttpClient client, HubOptions options, TimeProvider clock)
    {
        _http = new HubHttp(client, options, clock);
    }

    /// <summary>A client as it must be: one that follows no redirects by itself.</summary>
    public static HttpClient Client() => HubHttp.Client();

    /// <inheritdoc />
    public async Task<(HubAccess Access, string? Why)> CheckAsync(string id, CancellationToken cancellation)
    {
        try
        {
            var address = new Uri(_http.Options.Endpoint, $"/api/models/{id}/auth-check");
            using var answer = await _http.GetAsync(id, "model of that name", address, range: null, cancellation);
            return (HubAccess.Open, null);
        }
        catch (HubTrouble trouble)
        {
            return (HubAccess.Unknown, $"{_http.Options.Endpoint.Host}: {trouble.Message}");
        }
        catch (UserErrorException refusal)
        {
            return (HubAccess.Refused, refusal.Message);
        }
    }
}

using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace Refigure.Models.Hub;

/// <summary>
/// Requests to the hub. The token goes to the hub's own host alone: a redirect to where the bytes lie is followed without it.
/// </summary>
/// <param name="client">Sends; must not follow redirects by itself.</param>
/// <param name="options">How the hub is talked to.</param>
/// <param name="clock">The clock.</param>
internal sealed class HubHttp(HttpClient client, HubOptions options, TimeProvider clock)
{
    private const int MostRedirects = 5;

    /// <summary>How the hub is talked to.</summary>
    public HubOptions Options => options;

    /// <summary>The clock.</summary>
    public TimeProvider Clock => clock;

    /// <summary>A client that does as <see cref="HubHttp"/> needs.</summary>
    public static HttpClient Client() =>
        new(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                ConnectTimeout = TimeSpan.FromSeconds(30),
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            }
        )
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };

    /// <summary>Asks once.</summary>
    /// <param name="id">The model.</param>
    /// <param name="what">What is asked for, for messages.</param>
    /// <param name="address">Where.</param>
    /// <param name="range">Which bytes; null for all.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The answer, 200 or 206; its body is not read yet.</returns>
    /// <exception cref="HubTrouble">It may go well the next time.</exception>
    /// <exception cref="UserErrorException">It will not.</exception>
    public async Task<HttpResponseMessage> GetAsync(
        string id,
        string what,
        Uri address,
        RangeHeaderValue? range,
        CancellationToken cancellation
    )
    {
        var token = options.Token();
        for (var redirects = 0; ; redirects++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Range = range;
            request.Headers.UserAgent.Add(new ProductInfoHeaderValue("refigure", "1"));
            if (token is not null && IsHub(address))
            {
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            }

            var answer = await SendAsync(request, cancellation);
            if (answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.PartialContent)
            {
                return answer;
            }

            using (answer)
            {
                if ((int)answer.StatusCode is < 300 or >= 400 || answer.Headers.Location is not { } next)
                {
                    throw HubAnswers.Explain(id, what, Page(id), answer, token is not null, clock.GetUtcNow());
                }

                address = new Uri(address, next);
                if (redirects == MostRedirects || address.Scheme is not ("http" or "https"))
                {
                    throw new UserErrorException($"{id}: the hub sends the request for {what} from place to place.");
                }
            }
        }
    }

    /// <summary>Does something again after a pause, as often as the options say, while it is in trouble.</summary>
    /// <param name="id">The model.</param>
    /// <param name="action">What.</param>
    /// <param name="gotFurther">Whether the last try got further, so that the counting begins anew.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="UserErrorException">It stayed in trouble.</exception>
    public async Task<T> TryAsync<T>(
        string id,
        Func<Task<T>> action,
        Func<bool> gotFurther,
        CancellationToken cancellation
    )
    {
        var pause = options.FirstPause;
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await action();
            }
            catch (HubTrouble trouble)
            {
                if (gotFurther())
                {
                    (tries, pause) = (1, options.FirstPause);
                }

                if (tries >= options.Tries || trouble.Wait > options.LongestWait)
                {
                    throw new UserErrorException(
                        $"{id} could not be fetched from {options.Endpoint.Host}: {trouble.Message}; start again later, it goes on where it was.",
                        trouble
                    );
                }

                await Task.Delay(trouble.Wait > pause ? trouble.Wait.Value : pause, clock, cancellation);
                pause *= 2;
            }
        }
    }

    /// <summary>Where one reads about a model and asks for access.</summary>
    public string Page(string id) => new Uri(options.Endpoint, "/" + id).AbsoluteUri;

    private bool IsHub(Uri address) =>
        address.Scheme == options.Endpoint.Scheme
        && address.Authority.Equals(options.Endpoint.Authority, StringComparison.OrdinalIgnoreCase);

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        using var stall = new CancellationTokenSource(options.Stall, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, stall.Token);
        try
        {
            return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
        }
        catch (HttpRequestException e)
        {
            throw new HubTrouble($"it does not answer ({e.HttpRequestError})", cause: e);
        }
        catch (SocketException e)
        {
            // The client lets it through where a connection ends in the moment in which it is made.
            throw new HubTrouble($"it does not answer ({e.SocketErrorCode})", cause: e);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new HubTrouble("it does not answer in time", cause: e);
        }
    }
}

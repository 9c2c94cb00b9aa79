using System.Net.Http.Json;
using Refigure.Engines;

namespace Refigure.Running;

/// <summary>The first request to a server, of one token: some load the model only now, whatever their <c>/health</c> says.</summary>
/// <param name="client">Asks.</param>
internal sealed class FirstRequest(HttpClient client)
{
    private const int ShownCharacters = 300;

    /// <summary>Asks, and waits for the whole answer.</summary>
    /// <param name="engine">The engine's name, for the message.</param>
    /// <param name="address">The server.</param>
    /// <param name="model">The model as it is served.</param>
    /// <param name="kind">The endpoint.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="UserErrorException">It answers, but not with 200.</exception>
    /// <exception cref="HttpRequestException">It does not answer.</exception>
    public async Task SendAsync(
        string engine,
        Uri address,
        string model,
        ServingEndpointKind kind,
        CancellationToken cancellation
    )
    {
        const string Prompt = "Hello";
        using var content = kind switch
        {
            ServingEndpointKind.GenerateStream => JsonContent.Create(
                new { inputs = Prompt, parameters = new { max_new_tokens = 1 } }
            ),
            ServingEndpointKind.Chat => JsonContent.Create(
                new
                {
                    model,
                    messages = new[] { new { role = "user", content = Prompt } },
                    max_tokens = 1,
                }
            ),
            _ => JsonContent.Create(
                new
                {
                    model,
                    prompt = Prompt,
                    max_tokens = 1,
                    temperature = 0,
                }
            ),
        };
        // Sent with its length: small servers read no chunks.
        await content.LoadIntoBufferAsync(cancellation);
        using var answer = await client.PostAsync(new Uri(address, ServingPaths.Of(kind)), content, cancellation);
        var text = await answer.Content.ReadAsStringAsync(cancellation);
        if (!answer.IsSuccessStatusCode)
        {
            var shown = new string([.. text.Take(ShownCharacters).Select(c => char.IsControl(c) ? ' ' : c)]);
            throw new UserErrorException(
                $"{engine} is ready, but answers its first request with {(int)answer.StatusCode}: {shown.Trim()}"
            );
        }
    }
}

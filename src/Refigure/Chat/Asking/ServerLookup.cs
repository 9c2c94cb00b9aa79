using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Refigure.Chat.Asking;

/// <summary>
/// Asks a running server for its models and its context: <c>/v1/models</c> (vLLM names <c>max_model_len</c> there), TGI's <c>/info</c>,
/// and <c>/props</c> of llama.cpp's own server. None of them must be there.
/// </summary>
/// <param name="client">Asks; without a proxy.</param>
/// <param name="patience">How long each answer may take.</param>
public sealed class ServerLookup(HttpClient client, TimeSpan patience)
{
    private const int Largest = 1 << 20;

    // What an address may end with that is not part of where the server is.
    private static readonly string[] Ends = ["/v1/chat/completions", "/v1/completions", "/generate_stream", "/v1"];

    /// <summary>Asks.</summary>
    /// <param name="url">The server, with or without <c>/v1</c> or an endpoint's path.</param>
    /// <param name="model">The model that is wanted; null for the only one.</param>
    /// <param name="key">What the server knows us by; null for nothing.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<ServerFacts> AskAsync(Uri url, string? model, string? key, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(url);
        var path = url.AbsolutePath.TrimEnd('/');
        var end = Array.Find(Ends, path.EndsWith) ?? "";
        var root = path[..^end.Length];
        var facts = new ServerFacts();
        try
        {
            using var models = await GetAsync(At("/v1/models"), key, cancellation);
            facts = models is null ? facts : OfModels(models.RootElement, model);
            if (facts.ContextTokens is null)
            {
                using var info = await GetAsync(At("/info"), key, cancellation);
                facts = info is null ? facts : OfInfo(facts, info.RootElement);
            }

            if (facts.ContextTokens is null)
            {
                using var properties = await GetAsync(At("/props"), key, cancellation);
                facts = properties is null ? facts : OfProperties(facts, properties.RootElement);
            }

            return facts;
        }
        catch (HttpRequestException e)
        {
            return facts with { Problem = e.Message.TrimEnd('.') };
        }

        Uri At(string path) => new UriBuilder(url) { Path = root + path, Query = "" }.Uri;
    }

    private async Task<JsonDocument?> GetAsync(Uri address, string? key, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(patience);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            if (!answer.IsSuccessStatusCode)
            {
                return null;
            }

            await answer.Content.LoadIntoBufferAsync(Largest, limit.Token);
            return JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(limit.Token));
        }
        catch (JsonException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    private static ServerFacts OfModels(JsonElement root, string? wanted)
    {
        if (Member(root, "data") is not { ValueKind: JsonValueKind.Array } data)
        {
            return new ServerFacts();
        }

        var all = data.EnumerateArray().Where(m => Text(m, "id") is { } id && !id.Any(char.IsControl)).ToArray();
        var model = Array.Find(all, m => wanted is null ? all.Length == 1 : Text(m, "id") == wanted);
        var isThere = model.ValueKind == JsonValueKind.Object;
        return new ServerFacts
        {
            Models = [.. all.Select(m => Text(m, "id")!)],
            ContextTokens = isThere ? Count(model, "max_model_len") : null,
            Engine = isThere && Text(model, "owned_by") == "vllm" ? "vllm" : null,
            ModelFolder = isThere && Text(model, "root") is { } folder && Directory.Exists(folder) ? folder : null,
        };
    }

    private static ServerFacts OfInfo(ServerFacts facts, JsonElement info) =>
        Count(info, "max_total_tokens") is { } tokens
            ? facts with
            {
                ContextTokens = tokens,
                Engine = "tgi",
                Models =
                    facts.Models.IsEmpty && Text(info, "model_id") is { } model
                        ? ImmutableArray.Create(model)
                        : facts.Models,
            }
            : facts;

    private static ServerFacts OfProperties(ServerFacts facts, JsonElement properties) =>
        facts with
        {
            ContextTokens = Member(properties, "default_generation_settings") is { } settings
                ? Count(settings, "n_ctx")
                : null,
        };

    private static JsonElement? Member(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var member) ? member : null;

    private static string? Text(JsonElement json, string name) =>
        Member(json, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static int? Count(JsonElement json, string name) =>
        Member(json, name) is { ValueKind: JsonValueKind.Number } number
        && number.TryGetInt32(out var count)
        && count > 0
            ? count
            : null;
}

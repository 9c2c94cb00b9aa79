using System.Text.Json;

namespace Refigure.Running;

/// <summary>Sees to it that the version that serves is the one that runs will be named after.</summary>
/// <param name="client">Asks.</param>
internal sealed class ServedVersion(HttpClient client)
{
    /// <summary>Asks a server that is ready. One that does not say its version, as old ones, is believed.</summary>
    /// <exception cref="UserErrorException">It is another version.</exception>
    /// <exception cref="HttpRequestException">It does not answer.</exception>
    public async Task CheckAsync(ServingStart start, Uri server, CancellationToken cancellation)
    {
        var environment = start.Environment.Spec;
        if (start.Engine.VersionPath is not { } path || environment.Unlocked is not null)
        {
            return;
        }

        using var answer = await client.GetAsync(new Uri(server, path), cancellation);
        if (
            !answer.IsSuccessStatusCode
            || VersionIn(await answer.Content.ReadAsByteArrayAsync(cancellation)) is not { } served
        )
        {
            return;
        }

        // A build's own suffix is no matter.
        if (served != environment.EngineVersion && served.Split('+')[0] != environment.EngineVersion)
        {
            throw new UserErrorException(
                $"{start.Engine.Name} {served} serves, but {environment.Name} is {environment.EngineVersion}: set it up anew with --target Setup --env {environment.Name} --force."
            );
        }
    }

    private static string? VersionIn(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return
                document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("version", out var version)
                && version.ValueKind == JsonValueKind.String
                ? version.GetString()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

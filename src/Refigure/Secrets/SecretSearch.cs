using System.Collections;
using System.Security;

namespace Refigure.Secrets;

/// <summary>Finds the secrets that this process could give away: in its environment, and in the hub's token file.</summary>
public static class SecretSearch
{
    private const long LargestFile = 64 << 10;

    /// <summary>The mask for what this process knows.</summary>
    public static SecretMask Here() =>
        new(
            In(
                Environment
                    .GetEnvironmentVariables()
                    .Cast<DictionaryEntry>()
                    .ToDictionary(v => (string)v.Key, v => (string?)v.Value ?? "", StringComparer.Ordinal),
                Environment.GetFolderPath(Environment.SpecialFolder.UserProfile)
            )
        );

    /// <summary>The values of secrets.</summary>
    /// <param name="variables">Environment variables: those whose names say so, and passwords within URLs.</param>
    /// <param name="home">The user's home, where the hub's own tools keep their token.</param>
    public static IEnumerable<string> In(IReadOnlyDictionary<string, string> variables, string home)
    {
        ArgumentNullException.ThrowIfNull(variables);
        foreach (var (name, value) in variables)
        {
            if (SecretNames.IsSecret(name) && !IsPath(name))
            {
                yield return value;
            }
            else if (Password(value) is { } password)
            {
                yield return password;
            }
        }

        foreach (var file in HubTokenFiles(variables, home))
        {
            if (Text(file) is { } token)
            {
                yield return token;
            }
        }
    }

    /// <summary>Where the hub's tools look for a token, in their order (huggingface_hub: environment variables).</summary>
    public static IEnumerable<string> HubTokenFiles(IReadOnlyDictionary<string, string> variables, string home)
    {
        ArgumentNullException.ThrowIfNull(variables);
        ArgumentNullException.ThrowIfNull(home);
        if (variables.GetValueOrDefault("HF_TOKEN_PATH") is { Length: > 0 } named)
        {
            yield return named;
        }

        if (variables.GetValueOrDefault("HF_HOME") is { Length: > 0 } folder)
        {
            yield return Path.Combine(folder, "token");
        }

        yield return Path.Combine(home, ".cache", "huggingface", "token");
    }

    private static bool IsPath(string name) =>
        name.EndsWith("_PATH", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith("_FILE", StringComparison.OrdinalIgnoreCase);

    // https://user:password@host/simple
    private static string? Password(string value)
    {
        if (!Uri.TryCreate(value, UriKind.Absolute, out var url) || url.UserInfo.Length == 0)
        {
            return null;
        }

        var colon = url.UserInfo.IndexOf(':', StringComparison.Ordinal);
        return Uri.UnescapeDataString(colon < 0 ? url.UserInfo : url.UserInfo[(colon + 1)..]);
    }

    private static string? Text(string file)
    {
        try
        {
            return new FileInfo(file) is { Exists: true, Length: <= LargestFile } ? File.ReadAllText(file) : null;
        }
        catch (Exception e)
            when (e is IOException or UnauthorizedAccessException or SecurityException or ArgumentException)
        {
            // What cannot be read here cannot be given away either.
            return null;
        }
    }
}

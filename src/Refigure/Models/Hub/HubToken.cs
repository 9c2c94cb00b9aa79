using Refigure.Secrets;

namespace Refigure.Models.Hub;

/// <summary>Finds the token for the hub: <c>HF_TOKEN</c>, else the file where the hub's own tools keep it.</summary>
public static class HubToken
{
    /// <summary>The token; null if there is none.</summary>
    /// <param name="variables">Environment variables.</param>
    /// <param name="home">The user's home.</param>
    public static string? Find(IReadOnlyDictionary<string, string> variables, string home)
    {
        ArgumentNullException.ThrowIfNull(variables);
        if (Usable(variables.GetValueOrDefault("HF_TOKEN")) is { } said)
        {
            return said;
        }

        foreach (var file in SecretSearch.HubTokenFiles(variables, home).Where(File.Exists))
        {
            if (Usable(File.ReadAllText(file)) is { } kept)
            {
                return kept;
            }
        }

        return null;
    }

    // What is no header's value would be an error that quotes it.
    private static string? Usable(string? text) =>
        text?.Trim() is { Length: > 0 } token && token.All(c => c is > ' ' and < '\x7f') ? token : null;
}

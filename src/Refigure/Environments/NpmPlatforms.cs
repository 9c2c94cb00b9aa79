using System.Runtime.InteropServices;
using System.Text.Json;

namespace Refigure.Environments;

/// <summary>The platforms that a lock file has a build for, as npm names them: <c>linux-x64</c>.</summary>
internal static class NpmPlatforms
{
    private const string Builds = "node_modules/@node-llama-cpp/";

    /// <summary>This machine.</summary>
    public static string Here { get; } =
        (
            OperatingSystem.IsWindows() ? "win32"
            : OperatingSystem.IsMacOS() ? "darwin"
            : OperatingSystem.IsLinux() ? "linux"
            : "unknown"
        )
        + "-"
        + RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant();

    /// <summary>Refuses a platform that the lock has no build for. A lock without builds of its own fits everywhere.</summary>
    public static void RefuseUnlessIn(EnvironmentSpec spec, byte[] lockFile, string platform)
    {
        var supported = Read(spec, lockFile);
        if (supported.Count > 0 && !supported.Contains(platform))
        {
            throw new UserErrorException(
                $"{spec.Name} cannot be set up on {platform}: its lock file has builds for {string.Join(" and ", supported)} only; choose another environment or machine."
            );
        }
    }

    private static SortedSet<string> Read(EnvironmentSpec spec, byte[] lockFile)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        try
        {
            using var json = JsonDocument.Parse(lockFile);
            foreach (var entry in json.RootElement.GetProperty("packages").EnumerateObject())
            {
                // A build without a digest is one that was narrowed away.
                if (
                    entry.Name.StartsWith(Builds, StringComparison.Ordinal)
                    && entry.Value.TryGetProperty("integrity", out _)
                )
                {
                    found.UnionWith(
                        from system in Texts(entry.Value, "os")
                        from processor in Texts(entry.Value, "cpu")
                        select $"{system}-{processor}"
                    );
                }
            }
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new UserErrorException(
                $"envs/{spec.Name}/{EnvironmentFile.NpmLockName} is no lock file of npm: restore it.",
                e
            );
        }

        return found;
    }

    private static string[] Texts(JsonElement entry, string key) =>
        entry.TryGetProperty(key, out var list) ? [.. list.EnumerateArray().Select(text => text.GetString()!)] : [];
}

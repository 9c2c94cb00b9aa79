using System.Collections.Immutable;
using System.Text.Json;

namespace Refigure.Environments.Python;

/// <summary>What pip's report says about files that no lock names.</summary>
internal static class PipReport
{
    /// <summary>SHA-256 of the file of each package, by normal name; what came from a repository has none.</summary>
    /// <exception cref="UserErrorException">It is no report.</exception>
    public static ImmutableSortedDictionary<string, string> Hashes(string file)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            var hashes = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
            foreach (var package in json.RootElement.GetProperty("install").EnumerateArray())
            {
                var name = package.GetProperty("metadata").GetProperty("name").GetString() ?? "";
                if (
                    package.GetProperty("download_info").TryGetProperty("archive_info", out var archive)
                    && archive.TryGetProperty("hashes", out var known)
                    && known.TryGetProperty("sha256", out var hash)
                )
                {
                    hashes[PythonLock.Normal(name)] = hash.GetString() ?? "";
                }
            }

            return hashes.ToImmutable();
        }
        catch (Exception e)
            when (e is IOException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new UserErrorException($"{file}: pip's report cannot be read ({e.Message.TrimEnd('.')}).", e);
        }
    }
}

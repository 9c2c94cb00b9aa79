using System.Globalization;
using System.Security.Cryptography;

namespace Refigure.Build.Tests.EndToEnd;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("refigure-").FullName;

    /// <summary>A path within.</summary>
    public string this[params string[] parts] => Path.Combine([Root, .. parts]);

    /// <summary>Writes a file, with the folders above it.</summary>
    public string Write(string name, string text)
    {
        var path = Path.Combine(Root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Every folder and file with its digest: equal before and after means that nothing was written.</summary>
    public string[] Listing() => ListingOf(Root);

    /// <summary>The same of any folder; none where there is none.</summary>
    public static string[] ListingOf(string folder) =>
        Directory.Exists(folder)
            ?
            [
                .. Directory
                    .EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories)
                    .Order(StringComparer.Ordinal)
                    .Select(path => $"{Path.GetRelativePath(folder, path)} {Digest(path)}"),
            ]
            : [];

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private static string Digest(string path) =>
        Directory.Exists(path)
            ? "folder"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)))} {File.GetLastWriteTimeUtc(path):O}"
            );
}

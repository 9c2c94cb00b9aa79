using System.Security.Cryptography;
using System.Text;

namespace Refigure.Build.Nodes;

/// <summary>A digest over files, by name and content.</summary>
internal static class SourceDigest
{
    private const int Length = 20;

    /// <summary>The first digits of a SHA-256 over files; the order of the names does not matter.</summary>
    /// <param name="root">The folder that names are relative to.</param>
    /// <param name="files">The files, absolute.</param>
    public static string Of(string root, IEnumerable<string> files) =>
        Of(files.Select(file => (file, Path.GetRelativePath(root, file).Replace('\\', '/'))));

    /// <summary>The same over files with the names that are said.</summary>
    public static string Of(IEnumerable<(string File, string Name)> files)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (file, name) in files.OrderBy(f => f.Name, StringComparer.Ordinal))
        {
            digest.AppendData(Encoding.UTF8.GetBytes(name + "\0"));
            using var content = File.OpenRead(file);
            digest.AppendData(SHA256.HashData(content));
        }

        return Convert.ToHexStringLower(digest.GetHashAndReset())[..Length];
    }

    /// <summary>All files below folders, without those that were compiled.</summary>
    public static IEnumerable<string> Below(string root, params string[] folders) =>
        folders
            .Select(folder => Path.Combine(root, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories));
}

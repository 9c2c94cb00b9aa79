using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Refigure.Evaluation;

/// <summary>Digests of what a step depends on.</summary>
public static class InputDigest
{
    /// <summary>The inputs by name; the last of a name counts.</summary>
    public static ImmutableSortedDictionary<string, string> Of(params IEnumerable<(string Name, string Value)> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var all = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in inputs)
        {
            all[name] = value;
        }

        return all.ToImmutable();
    }

    /// <summary>The SHA-256 of a text, hexadecimal.</summary>
    public static string OfText(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>The SHA-256 of a file's content; <c>absent</c> if it is not there.</summary>
    public static string OfFile(string path)
    {
        if (!File.Exists(path))
        {
            return "absent";
        }

        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    /// <summary>The names and contents of all files of a folder; <c>absent</c> if it is not there.</summary>
    public static string OfFolder(string folder) => OfFiles(folder, OfFile);

    /// <summary>
    /// The names, sizes and times of all files of a folder, for one that may be large; <c>absent</c> if it is not there.
    /// </summary>
    public static string OfListing(string folder) =>
        OfFiles(
            folder,
            static path =>
            {
                var file = new FileInfo(path);
                return string.Create(CultureInfo.InvariantCulture, $"{file.Length} {file.LastWriteTimeUtc.Ticks}");
            }
        );

    private static string OfFiles(string folder, Func<string, string> of)
    {
        if (!Directory.Exists(folder))
        {
            return File.Exists(folder) ? of(folder) : "absent";
        }

        var text = new StringBuilder();
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            AttributesToSkip = FileAttributes.ReparsePoint,
            IgnoreInaccessible = true,
        };
        foreach (var path in Directory.EnumerateFiles(folder, "*", options).Order(StringComparer.Ordinal))
        {
            text.Append(Path.GetRelativePath(folder, path).Replace('\\', '/'))
                .Append('\n')
                .Append(of(path))
                .Append('\n');
        }

        return OfText(text.ToString());
    }
}

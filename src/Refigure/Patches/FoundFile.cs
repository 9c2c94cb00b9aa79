using System.Security.Cryptography;

namespace Refigure.Patches;

/// <summary>A file that patches change, as it lies there.</summary>
/// <param name="Entry">What it should be.</param>
/// <param name="Path">Where it is, absolute.</param>
/// <param name="Content">What is in it.</param>
/// <param name="IsPatched">Whether it has the patches.</param>
internal sealed record FoundFile(PatchedFile Entry, string Path, byte[] Content, bool IsPatched)
{
    /// <summary>Reads it.</summary>
    /// <exception cref="UserErrorException">It is missing, or neither the old nor the new one.</exception>
    public static FoundFile Read(PatchSeries series, PatchedFile entry, string root)
    {
        var path = PathOf(root, entry);
        var content = ReadAll(series, path);
        var digest = Convert.ToHexStringLower(SHA256.HashData(content));
        return digest == entry.After || digest == entry.Before
            ? new FoundFile(entry, path, content, digest == entry.After)
            : throw new UserErrorException(
                $"{path} has SHA-256 {digest}, but patches/{series.Name} is for {entry.Before}: it is of another version, or was changed; set the environment up again. Nothing was changed now."
            );
    }

    private static byte[] ReadAll(PatchSeries series, string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UserErrorException(
                $"{path} is not there, which patches/{series.Name} changes: set the environment up again. Nothing was changed now.",
                e
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException(
                $"{path} cannot be read ({e.Message.TrimEnd('.')}), which patches/{series.Name} changes. Nothing was changed now.",
                e
            );
        }
    }

    private static string PathOf(string root, PatchedFile file)
    {
        var path = System.IO.Path.GetFullPath(file.Path, root);
        return path.StartsWith(
            System.IO.Path.GetFullPath(root) + System.IO.Path.DirectorySeparatorChar,
            StringComparison.Ordinal
        )
            ? path
            : throw new UserErrorException($"'{file.Path}' is no path below the installed packages.");
    }
}

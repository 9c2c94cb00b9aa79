using System.Security.Cryptography;
using System.Text;

namespace Refigure.Environments;

/// <summary>The digest of everything that decides what is installed or started.</summary>
internal static class EnvironmentHash
{
    /// <summary>Over lock file, <c>env.yaml</c>, the driver and the modules beside it, and whether packages lie underneath.</summary>
    /// <exception cref="UserErrorException">One of them cannot be read.</exception>
    public static string Of(string folder, string? locked, string? driver, bool underneath)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        if (locked is not null)
        {
            // A wheelhouse's copy of the list has another name, and is the same list.
            var name = locked.EndsWith(".txt", StringComparison.Ordinal)
                ? EnvironmentFile.PythonLockName
                : Path.GetFileName(locked);
            Append(hash, name, Content(locked, locked));
        }

        var description = Path.Combine(folder, EnvironmentFile.FileName);
        Append(hash, EnvironmentFile.FileName, Content(description, description));
        string[] modules = driver is null
            ? []
            : Directory.GetFiles(Path.GetDirectoryName(driver)!, "*" + Path.GetExtension(driver));
        Array.Sort(modules, StringComparer.Ordinal);
        foreach (var path in modules)
        {
            Append(hash, Path.GetFileName(path), Content(path, path));
        }

        if (underneath)
        {
            hash.AppendData("packages underneath\n"u8);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>All bytes of a file.</summary>
    /// <exception cref="UserErrorException">It cannot be read.</exception>
    public static byte[] Content(string path, string named)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"{named} cannot be read ({e.Message.TrimEnd('.')}): restore it.", e);
        }
    }

    // By name and length, then the bytes, so that nothing can move from one file into the next unseen.
    private static void Append(IncrementalHash hash, string name, byte[] content)
    {
        hash.AppendData(Encoding.UTF8.GetBytes($"{name}\n{content.Length}\n"));
        hash.AppendData(content);
    }
}

namespace Refigure.Environments.Python;

/// <summary>Interpreters that are not on the path: those that pyenv installed, the newest of a version first.</summary>
internal static class OtherPythons
{
    /// <summary>Of this user.</summary>
    public static IEnumerable<string> Of(string version) =>
        In(
            Environment.GetEnvironmentVariable("PYENV_ROOT") is { Length: > 0 } root
                ? root
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".pyenv"),
            version
        );

    /// <summary>Of a root folder of pyenv.</summary>
    public static IEnumerable<string> In(string root, string version)
    {
        var versions = Path.Combine(root, "versions");
        return Directory.Exists(versions)
            ? Directory
                .GetDirectories(versions)
                .Where(folder => Is(Path.GetFileName(folder), version))
                .OrderByDescending(folder => Version.TryParse(Path.GetFileName(folder), out var v) ? v : new Version())
                .Select(folder => Path.Combine(folder, "bin", "python"))
                .Where(File.Exists)
            : [];
    }

    private static bool Is(string found, string version) =>
        found == version || found.StartsWith(version + ".", StringComparison.Ordinal);
}

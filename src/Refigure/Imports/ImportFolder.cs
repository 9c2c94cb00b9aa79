using Refigure.Quality;

namespace Refigure.Imports;

/// <summary>
/// The folder that is imported, listed in a stable order and without leaving it: links below it are not followed. What was
/// passed over is a finding.
/// </summary>
internal sealed class ImportFolder(string path)
{
    private readonly SortedSet<string> _links = new(StringComparer.Ordinal);

    /// <summary>The absolute path, without a separator at its end.</summary>
    public string Root { get; } = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));

    /// <summary>The folder's own name.</summary>
    public string Name => Path.GetFileName(Root);

    /// <summary>Files in a folder, by name; hidden ones are left out.</summary>
    public List<string> Files(string folder) => [.. Entries(folder).OfType<FileInfo>().Select(file => file.FullName)];

    /// <summary>Folders in a folder, by name; hidden ones are left out.</summary>
    public List<string> Folders(string folder) =>
        [.. Entries(folder).OfType<DirectoryInfo>().Select(child => child.FullName)];

    /// <summary>Whether there is such a folder, and not behind a link.</summary>
    public static bool HasFolder(string folder, string name) =>
        new DirectoryInfo(Path.Combine(folder, name)) is { Exists: true, LinkTarget: null };

    /// <summary>Whether there is such a file, and not behind a link.</summary>
    public static bool HasFile(string folder, string name) =>
        new FileInfo(Path.Combine(folder, name)) is { Exists: true, LinkTarget: null };

    /// <summary>A path below the root, with forward slashes.</summary>
    public string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    /// <summary>What was passed over, as a finding; none if nothing was.</summary>
    public IEnumerable<Finding> Findings =>
        _links.Count == 0
            ? []
            : [new("link-not-followed", $"links are not followed: {Lists.Some(_links)}; copy what they lead to.", [])];

    private IEnumerable<FileSystemInfo> Entries(string folder)
    {
        FileSystemInfo[] entries;
        try
        {
            entries = new DirectoryInfo(folder).GetFileSystemInfos();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"cannot read {folder} ({e.Message.TrimEnd('.')}): nothing was imported.", e);
        }

        Array.Sort(entries, static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        foreach (var entry in entries)
        {
            if (entry.LinkTarget is not null)
            {
                _links.Add(Relative(entry.FullName));
            }
            else if (!entry.Name.StartsWith('.'))
            {
                yield return entry;
            }
        }
    }
}

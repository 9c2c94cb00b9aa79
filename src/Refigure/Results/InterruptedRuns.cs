using Refigure.Files;

namespace Refigure.Results;

/// <summary>
/// Puts in order what a killed host left in a runs root. Only for who holds the root's lock: a folder that another host is
/// building looks the same.
/// </summary>
public static class InterruptedRuns
{
    private const string Mark = ".partial-";

    /// <summary>
    /// A run that was finished, but not yet in its place, goes there; what was half built goes away, but for what a load had
    /// measured (<see cref="PendingRun.KeepAsInterrupted"/>). A run that was being replaced is there afterwards, the new one or the
    /// old one.
    /// </summary>
    /// <returns>
    /// The runs that were saved, as paths below the root; those of which an interrupted load was kept; how many folders went away.
    /// </returns>
    /// <exception cref="IOException">A folder cannot be moved or deleted.</exception>
    public static (IReadOnlyList<string> Saved, IReadOnlyList<string> Kept, int Removed) Recover(
        string root,
        IFileSystem? system = null
    )
    {
        system ??= PhysicalFileSystem.Instance;
        var (saved, kept) = (new List<string>(), new List<string>());
        var removed = 0;
        foreach (var folder in Leftovers(root))
        {
            var place = folder[..folder.LastIndexOf(Mark, StringComparison.Ordinal)];
            var relative = Path.GetRelativePath(root, place).Replace('\\', '/');
            var isWhole = IsWhole(folder, relative);
            if (isWhole && !File.Exists(Path.Combine(place, RunFolder.RecordName)))
            {
                system.DeleteDirectory(place);
                system.MoveDirectory(folder, place);
                saved.Add(relative);
            }
            else if (!isWhole && PendingRun.HasMeasured(folder))
            {
                PendingRun.Keep(system, folder, place);
                kept.Add(relative);
            }
            else
            {
                system.DeleteDirectory(folder);
                removed++;
            }
        }

        return (saved, kept, removed);
    }

    // New ones before the old ones that they were about to replace.
    private static string[] Leftovers(string root) =>
        !Directory.Exists(root)
            ? []
            :
            [
                .. Directory
                    .EnumerateDirectories(root)
                    .SelectMany(Directory.EnumerateDirectories)
                    .SelectMany(Directory.EnumerateDirectories)
                    .SelectMany(name => Directory.EnumerateDirectories(name, $"*{Mark}*"))
                    .OrderBy(folder => folder.Contains($"{Mark}old-", StringComparison.Ordinal))
                    .ThenBy(folder => folder, StringComparer.Ordinal),
            ];

    private static bool IsWhole(string folder, string place)
    {
        var path = Path.Combine(folder, RunFolder.RecordName);
        try
        {
            if (!File.Exists(path))
            {
                return false;
            }

            var record = RunRecordReader.Read(File.ReadAllBytes(path));
            return record.Identity.RelativeFolder == place
                && record.Files.All(file =>
                    File.Exists(Path.Combine(folder, file.Name + RawFiles.Gzipped))
                    || (
                        new FileInfo(Path.Combine(folder, file.Name)) is { Exists: true } plain
                        && plain.Length == file.Bytes
                    )
                );
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}

using System.Security.Cryptography;
using Refigure.Files;
using Refigure.Results.Bundles;

namespace Refigure.Results.Merging;

/// <summary>
/// Runs that are kept and not read: those of undecided conflicts in <c>.conflicts</c>, those that others replaced in
/// <c>.replaced</c>. Hidden folders of a runs root hold no runs for readers. Below the run's usual path each has a folder
/// named after its content, so that the same one is never kept twice.
/// </summary>
internal sealed class SetAsideRuns(string root, IFileSystem system)
{
    public const string Conflicts = ".conflicts";
    public const string Replaced = ".replaced";
    private const int DigestLength = 12;

    /// <summary>Where a run is kept, or would be; relative to the root.</summary>
    public static string PathOf(string kind, RunIdentity identity, string folder)
    {
        var digest = SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, RunFolder.RecordName)));
        return $"{kind}/{identity.RelativeFolder}/{Convert.ToHexStringLower(digest)[..DigestLength]}";
    }

    /// <summary>Moves a run's folder aside; one that is kept already goes away.</summary>
    /// <returns>Where it lies, relative to the root.</returns>
    public string Keep(string kind, RunIdentity identity, string folder)
    {
        var kept = PathOf(kind, identity, folder);
        var place = Path.Combine(root, kept);
        if (Path.GetFullPath(place) == Path.GetFullPath(folder))
        {
            return kept;
        }

        system.DeleteDirectory(place);
        system.CreateDirectory(Path.GetDirectoryName(place)!);
        system.MoveDirectory(folder, place);
        return kept;
    }

    /// <summary>
    /// Forgets a conflict that was decided, given where its other run lies or lay, and the folders that it leaves empty.
    /// </summary>
    public void Drop(string folder)
    {
        system.DeleteDirectory(folder);
        var stop = Path.Combine(root, Conflicts);
        for (
            var above = Path.GetDirectoryName(folder)!;
            above.Length >= stop.Length
                && Directory.Exists(above)
                && !Directory.EnumerateFileSystemEntries(above).Any();
            above = Path.GetDirectoryName(above)!
        )
        {
            system.DeleteDirectory(above);
        }
    }

    /// <summary>The record of one.</summary>
    /// <exception cref="UserErrorException">It is damaged.</exception>
    public static RunRecord Read(RunIdentity identity, string folder)
    {
        var path = Path.Combine(folder, RunFolder.RecordName);
        try
        {
            return RunRecordCheck.Read(File.ReadAllBytes(path), identity);
        }
        catch (InvalidDataException e)
        {
            throw new UserErrorException($"{path} is damaged ({e.Message}): delete its folder, and merge again.", e);
        }
    }

    /// <summary>The undecided ones: each run with the folder in which the other one lies.</summary>
    public IEnumerable<(RunIdentity Identity, string Folder)> Undecided()
    {
        var conflicts = Path.Combine(root, Conflicts);
        if (!Directory.Exists(conflicts))
        {
            return [];
        }

        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            MaxRecursionDepth = 4,
            AttributesToSkip = FileAttributes.ReparsePoint,
        };
        return Directory
            .EnumerateDirectories(conflicts, "*", options)
            .Where(folder => File.Exists(Path.Combine(folder, RunFolder.RecordName)))
            .Select(folder =>
                (
                    RunFolderPath.Parse(
                        Path.GetRelativePath(conflicts, Path.GetDirectoryName(folder)!).Replace('\\', '/')
                    ),
                    folder
                )
            )
            .Where(one => one.Item1 is not null)
            .Select(one => (one.Item1!, one.folder))
            .OrderBy(one => one.folder, StringComparer.Ordinal)
            .ToArray();
    }
}

using System.Collections.Immutable;

namespace Refigure.Results;

/// <summary>The layout of a runs root (contract 5.2): finds run folders, and reads what one says about itself.</summary>
public static class RunFolder
{
    /// <summary>The record's file; written last, so that a folder without it is an interrupted run.</summary>
    public const string RecordName = "run.json";

    /// <summary>
    /// The folders of finished runs below a root, in the order of their paths; a root that does not exist has none. With
    /// <paramref name="experiments"/>, of these only.
    /// </summary>
    public static ImmutableArray<string> List(string root, IReadOnlyCollection<string>? experiments = null)
    {
        string[] cases =
        [
            .. Experiments(root, experiments)
                .SelectMany(Directory.EnumerateDirectories)
                .SelectMany(Directory.EnumerateDirectories),
        ];
        var found = new string[cases.Length][];
        AllCores.For(cases.Length, i => found[i] = [.. Directory.EnumerateDirectories(cases[i]).Where(IsFinished)]);
        return [.. found.SelectMany(static runs => runs).Order(StringComparer.Ordinal)];
    }

    /// <summary>Reads the record of a run folder.</summary>
    /// <exception cref="UserErrorException">It is damaged, of a newer version, or of another folder.</exception>
    public static RunRecord Read(string root, string folder)
    {
        var path = Path.Combine(folder, RecordName);
        RunRecord record;
        try
        {
            record = RunRecordReader.Read(File.ReadAllBytes(path));
        }
        catch (FormatException e)
        {
            throw new UserErrorException(
                $"{path} is damaged: {e.Message}; delete its folder, and run or import it again.",
                e
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"cannot read {path} ({e.Message.TrimEnd('.')}).", e);
        }

        var lies = Path.GetRelativePath(root, folder).Replace('\\', '/');
        return string.Equals(record.Identity.RelativeFolder, lies, StringComparison.Ordinal)
            ? record
            : throw new UserErrorException(
                $"{path} belongs to the run {record.Identity.RelativeFolder} but lies in {lies}: move its folder there, or delete it."
            );
    }

    /// <summary>The record of a run below a root; null if there is no finished run.</summary>
    /// <exception cref="UserErrorException">It is damaged.</exception>
    public static RunRecord? Find(string root, RunIdentity identity)
    {
        var folder = PathOf(root, identity);
        return File.Exists(Path.Combine(folder, RecordName)) ? Read(root, folder) : null;
    }

    /// <summary>Where a run's folder is or will be.</summary>
    public static string PathOf(string root, RunIdentity identity) => Path.Combine(root, identity.RelativeFolder);

    /// <summary>The folders of a root's experiments; hidden ones hold what is not read, such as runs in conflict.</summary>
    internal static IEnumerable<string> Shown(string root) =>
        Directory.Exists(root)
            ? Directory.EnumerateDirectories(root).Where(folder => Path.GetFileName(folder.AsSpan()) is not ['.', ..])
            : [];

    private static IEnumerable<string> Experiments(string root, IReadOnlyCollection<string>? experiments)
    {
        if (experiments is null)
        {
            return Shown(root);
        }

        return experiments
            .Distinct(StringComparer.Ordinal)
            .Where(FolderName.IsSafe)
            .Select(name => Path.Combine(root, name))
            .Where(Directory.Exists);
    }

    /// <summary>Whether a folder is that of a finished run, and not of one that is being built beside its place.</summary>
    internal static bool IsFinished(string folder) =>
        IsRunName(Path.GetFileName(folder.AsSpan())) && File.Exists(Path.Combine(folder, RecordName));

    // "warm-3", and nothing after it: half-built folders have a suffix.
    private static bool IsRunName(ReadOnlySpan<char> name)
    {
        var dash = name.LastIndexOf('-');
        return dash > 0
            && !name[(dash + 1)..].IsEmpty
            && !name[(dash + 1)..].ContainsAnyExceptInRange('0', '9')
            && CacheStates.Parse(name[..dash].ToString()) is not null;
    }
}

using Refigure.Files;
using Refigure.Imports;
using Refigure.Running;

namespace Refigure.Results.Merging;

/// <summary>
/// Takes over runs of other machines. Everything is read and checked beside the runs before the first one moves into its place;
/// each then moves in one step, so that an interrupted merge is finished by merging again. Two runs of one identity that differ
/// are both kept, and nothing is chosen unless the user chooses.
/// </summary>
/// <param name="store">Reads runs, for <c>measurements.csv</c>.</param>
/// <param name="importer">Makes runs of the study's artifact.</param>
/// <param name="system">What changes files.</param>
/// <param name="freeDisk">How many bytes are free where a path lies.</param>
public sealed class Merger(RunStore store, Importer importer, IFileSystem system, Func<string, long> freeDisk)
{
    /// <summary>The folder in a runs root in which replaced runs are kept.</summary>
    public const string ReplacedFolder = SetAsideRuns.Replaced;

    /// <summary>Whether a runs root has conflicts of earlier merges.</summary>
    public static bool HasConflicts(string runs) => Directory.Exists(Path.Combine(runs, SetAsideRuns.Conflicts));

    /// <summary>Merges. The caller holds the lock of the runs root.</summary>
    /// <exception cref="UserErrorException">A source is refused, or the root cannot be written to: nothing was merged.</exception>
    public MergeResult Merge(MergeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        try
        {
            system.CreateDirectory(options.Runs);
            var staging = new StagingFolder(options.Runs, system);
            var aside = new SetAsideRuns(options.Runs, system);
            var runs = Staged(options, staging, aside);
            OutdatedMark.Set(options.Runs, system);
            var result = new MergeSteps(options, aside, system).Place(runs);
            staging.Delete();
            OutdatedMark.Clear(options.Runs, store, system);
            return result;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw OutputFolder.CannotWrite(options.Runs, e);
        }
    }

    private List<StagedRun> Staged(MergeOptions options, StagingFolder staging, SetAsideRuns aside)
    {
        if (options.From.IsEmpty)
        {
            return Kept(options, aside);
        }

        try
        {
            var sources = new MergeSources(importer, system, freeDisk, options, staging);
            List<StagedRun> runs = [.. options.From.SelectMany(sources.Read)];
            RefuseDamaged(options, runs);
            return runs;
        }
        catch (Exception e) when (e is UserErrorException or IOException or UnauthorizedAccessException)
        {
            staging.Delete();
            throw;
        }
    }

    // What is damaged here is found before the first run moves.
    private static void RefuseDamaged(MergeOptions options, List<StagedRun> runs)
    {
        foreach (var run in runs.Where(run => run.Folder is not null))
        {
            _ = RunFolder.Find(options.Runs, run.Record.Identity);
        }
    }

    private static List<StagedRun> Kept(MergeOptions options, SetAsideRuns aside)
    {
        var kept = aside.Undecided().ToArray();
        if (
            options.Prefer == MergePreference.Theirs
            && kept.GroupBy(one => one.Identity).FirstOrDefault(g => g.Skip(1).Any()) is { } several
        )
        {
            throw new UserErrorException(
                $"{several.Key.RelativeFolder} is there in {several.Count() + 1} versions, so --prefer theirs does not say which: merge the one that is right once more with --from and --prefer theirs."
            );
        }

        return [.. kept.Select(one => new StagedRun(SetAsideRuns.Read(one.Identity, one.Folder), one.Folder))];
    }
}

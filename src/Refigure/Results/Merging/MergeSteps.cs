using System.Collections.Immutable;
using Refigure.Files;

namespace Refigure.Results.Merging;

/// <summary>Puts staged runs into their places, one by one.</summary>
internal sealed class MergeSteps(MergeOptions options, SetAsideRuns aside, IFileSystem system)
{
    private readonly ImmutableArray<RunIdentity>.Builder _taken = ImmutableArray.CreateBuilder<RunIdentity>();
    private int _new;
    private int _there;
    private int _leftOut;

    public MergeResult Place(IReadOnlyList<StagedRun> runs)
    {
        foreach (var run in runs)
        {
            Place(run);
        }

        ImmutableArray<MergeConflict> conflicts = [.. Conflicts()];
        return new MergeResult
        {
            New = _new,
            AlreadyThere = _there,
            Replaced = _taken.Count - _new,
            LeftOut = _leftOut,
            Taken = _taken.ToImmutable(),
            Conflicts = conflicts,
        };
    }

    private void Place(StagedRun run)
    {
        if (run.Folder is not { } folder)
        {
            _there++;
            return;
        }

        var identity = run.Record.Identity;
        // Asked again: two sources may hold the same run.
        if (RunFolder.Find(options.Runs, identity) is not { } mine)
        {
            MoveIn(identity, folder);
            _new++;
        }
        else if (IsSame(mine, run))
        {
            Forget(identity, folder);
            _there++;
        }
        else if (options.Prefer == MergePreference.Mine)
        {
            Forget(identity, folder);
            _leftOut++;
        }
        else if (options.Prefer == MergePreference.Theirs)
        {
            aside.Keep(SetAsideRuns.Replaced, identity, RunFolder.PathOf(options.Runs, identity));
            MoveIn(identity, folder);
        }
        else
        {
            aside.Keep(SetAsideRuns.Conflicts, identity, folder);
        }
    }

    private void MoveIn(RunIdentity identity, string folder)
    {
        var place = RunFolder.PathOf(options.Runs, identity);
        var kept = KeptAs(identity, folder);
        // A folder without its record is what an interrupted run left.
        system.DeleteDirectory(place);
        system.CreateDirectory(Path.GetDirectoryName(place)!);
        system.MoveDirectory(folder, place);
        _taken.Add(identity);
        Drop(kept);
    }

    // Decided: the other one need not be kept any more, neither this copy nor that of an earlier merge.
    private void Forget(RunIdentity identity, string folder) => Drop(KeptAs(identity, folder));

    private void Drop(string? kept)
    {
        if (kept is not null)
        {
            aside.Drop(kept);
        }
    }

    // Null where nothing is kept at all, as usual.
    private string? KeptAs(RunIdentity identity, string folder) =>
        Directory.Exists(Path.Combine(options.Runs, SetAsideRuns.Conflicts))
            ? Path.Combine(options.Runs, SetAsideRuns.PathOf(SetAsideRuns.Conflicts, identity, folder))
            : null;

    private static bool IsSame(RunRecord mine, StagedRun run) =>
        run.IsImported ? mine.Hash == run.Record.Hash : RunDifferences.None(mine, run.Record);

    private IEnumerable<MergeConflict> Conflicts()
    {
        var undecided = aside.Undecided().ToLookup(one => one.Identity, one => one.Folder);
        foreach (var (identity, folder) in undecided.SelectMany(one => one.Select(folder => (one.Key, folder))))
        {
            var theirs = SetAsideRuns.Read(identity, folder);
            var mine = RunFolder.Find(options.Runs, identity);
            if (mine is null && undecided[identity].Count() == 1)
            {
                // Whoever took away the one that was there has decided, or was interrupted in that.
                MoveIn(identity, folder);
                _new++;
            }
            else if (mine is not null && RunDifferences.None(mine, theirs))
            {
                aside.Drop(folder);
            }
            else
            {
                yield return new(
                    identity,
                    Path.GetRelativePath(options.Runs, folder).Replace('\\', '/'),
                    mine is null ? ["none of several is in its place"] : RunDifferences.Of(mine, theirs)
                );
            }
        }
    }
}

using System.Collections.Concurrent;
using System.Collections.Immutable;
using Refigure.Quality;
using Refigure.Results;

namespace Refigure.Build.Figures;

/// <summary>
/// The runs that were loaded, by what figures ask of them: each figure of a call asks anew, and of as many runs as there are.
/// </summary>
/// <param name="all">Every run.</param>
/// <param name="recorded">The root of the recorded runs.</param>
internal sealed class RunSets(ImmutableArray<MeasuredRun> all, string recorded)
{
    private readonly ConcurrentDictionary<string, RunSet> _sets = new(StringComparer.Ordinal);

    /// <summary>Every run.</summary>
    public ImmutableArray<MeasuredRun> All => all;

    /// <summary>Those of a profile.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="withRecorded">Whether the recorded ones are among them.</param>
    public RunSet Of(string profile, bool withRecorded) =>
        _sets.GetOrAdd(withRecorded ? $"{profile} with recorded" : profile, _ => Make(profile, withRecorded));

    private RunSet Make(string profile, bool withRecorded)
    {
        ImmutableArray<MeasuredRun> runs =
        [
            .. all.Where(r => r.Record.Profile == profile && (withRecorded || r.Root != recorded)),
        ];
        return new RunSet(runs, runs.RemoveAll(DummyWeightRuns.Is));
    }
}

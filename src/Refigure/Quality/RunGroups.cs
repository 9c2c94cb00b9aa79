using Refigure.Results;

namespace Refigure.Quality;

/// <summary>Ways to put runs together for the checks, in a stable order.</summary>
internal static class RunGroups
{
    /// <summary>Runs that differ in the iteration alone.</summary>
    public static IEnumerable<
        IGrouping<(string Experiment, string Node, string Case, CacheState Cache), MeasuredRun>
    > Repetitions(IEnumerable<MeasuredRun> runs) =>
        runs.GroupBy(r =>
        {
            var i = r.Record.Identity;
            return (i.Experiment, i.Node, i.Case, i.Cache);
        });

    /// <summary>Runs of one experiment.</summary>
    public static IEnumerable<IGrouping<string, MeasuredRun>> Experiments(IEnumerable<MeasuredRun> runs) =>
        runs.GroupBy(r => r.Record.Identity.Experiment).OrderBy(g => g.Key, StringComparer.Ordinal);

    /// <summary>The folders, for a finding.</summary>
    public static System.Collections.Immutable.ImmutableArray<string> Folders(IEnumerable<MeasuredRun> runs) =>
        [.. runs.Select(r => r.Record.Identity.RelativeFolder).Distinct(StringComparer.Ordinal)];

    /// <summary>"1 run", "3 runs".</summary>
    public static string Count(int n, string noun = "run") => n == 1 ? $"1 {noun}" : $"{n} {noun}s";

    /// <summary>Up to three names, and how many more.</summary>
    public static string Names(IEnumerable<string> names)
    {
        var all = names.Select(Short).Distinct(StringComparer.Ordinal).ToArray();
        var shown = string.Join(", ", all.Take(3));
        return all.Length > 3 ? $"{shown} and {all.Length - 3} more" : shown;
    }

    // A case that lists dozens of capture sizes says enough with the first ones.
    private static string Short(string name) => name.Length > 40 ? name[..39] + "…" : name;
}

using System.Globalization;
using Refigure.Quality;
using Refigure.Results;

namespace Refigure.Imports;

/// <summary>Notices cases that were not run as often as the others beside them.</summary>
internal static class UnevenIterations
{
    /// <summary>
    /// One finding for each set of iterations that cases of one experiment, node and cache state lack; expected is every
    /// iteration from 1 to the largest there.
    /// </summary>
    public static IEnumerable<Finding> In(IEnumerable<RunIdentity> runs) =>
        runs.GroupBy(static run => (run.Experiment, run.Node, run.Cache)).SelectMany(In);

    private static IEnumerable<Finding> In(
        IGrouping<(string Experiment, string Node, CacheState Cache), RunIdentity> group
    )
    {
        var most = group.Max(static run => run.Iteration);
        var lacking = group
            .GroupBy(static run => run.Case, StringComparer.Ordinal)
            .Select(runs =>
                (
                    Case: runs.Key,
                    Runs: runs,
                    Lacks: string.Join(", ", Expected(group, most).Except(runs.Select(static run => run.Iteration)))
                )
            )
            .Where(static one => one.Lacks.Length > 0)
            .GroupBy(static one => one.Lacks, StringComparer.Ordinal);
        foreach (var same in lacking)
        {
            var cases = same.Select(static one => one.Case).ToArray();
            var (experiment, node, cache) = group.Key;
            yield return new(
                "uneven-iterations",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{experiment} on {node}, {cache.Word()}: {most} iterations are there, but {Lists.Some(cases)} lack{(cases.Length == 1 ? "s" : "")} {same.Key}; their means have a smaller n."
                ),
                [.. same.SelectMany(static one => one.Runs).Select(static run => run.RelativeFolder)]
            );
        }
    }

    // A folder named 2000000000 is no reason to name all those below it.
    private static IEnumerable<int> Expected(IEnumerable<RunIdentity> runs, int most)
    {
        const int Plausible = 1000;
        return most <= Plausible
            ? Enumerable.Range(1, most)
            : runs.Select(static run => run.Iteration).Distinct().Order();
    }
}

using Refigure.Results;

namespace Refigure.Quality;

/// <summary>Whether a case was repeated often enough, and how much the repetitions scatter.</summary>
internal static class Repetitions
{
    /// <summary>Findings over the repetitions of each case, for the given metrics.</summary>
    public static IEnumerable<Finding> Inspect(IEnumerable<MeasuredRun> runs, IReadOnlyCollection<string> metrics)
    {
        foreach (var experiment in RunGroups.Experiments(runs))
        {
            // A cold first run is one by nature; only what is averaged needs repetitions.
            var groups = RunGroups
                .Repetitions(experiment)
                .Where(g => g.Key.Cache is CacheState.Warm or CacheState.PageCold)
                .ToArray();
            var few = groups.Where(g => g.Count() < SampleSpread.FewestIterations).ToArray();
            if (few.Length > 0)
            {
                yield return new Finding(
                    FindingKinds.FewIterations,
                    $"{experiment.Key}: {Who(few.Length, groups.Length)} ran {Often(few.Max(g => g.Count()))}, so the scatter is unknown.",
                    RunGroups.Folders(few.SelectMany(g => g))
                );
            }

            foreach (var metric in metrics)
            {
                if (Spread(experiment.Key, metric, groups) is { } finding)
                {
                    yield return finding;
                }
            }
        }
    }

    private static string Who(int few, int all) =>
        all == 1 ? "the case"
        : few == all ? (all == 2 ? "both cases" : $"all {all} cases")
        : $"{few} of {all} cases";

    private static string Often(int most) => most == 1 ? "once" : "fewer than 3 times";

    private static Finding? Spread(
        string experiment,
        string metric,
        IGrouping<(string Experiment, string Node, string Case, CacheState Cache), MeasuredRun>[] groups
    )
    {
        var wide = new List<(string Case, double Relative, MeasuredRun[] Runs)>();
        foreach (var group in groups)
        {
            double[] values = [.. group.Select(r => r.Value(metric)).OfType<double>()];
            if (SampleSpread.IsUnusual(values, out var relative))
            {
                wide.Add((group.Key.Case, relative, [.. group]));
            }
        }

        return wide.Count == 0
            ? null
            : new Finding(
                FindingKinds.UnusualSpread,
                $"{experiment}: {metric} scatters by {wide.Max(w => w.Relative):P0} between iterations "
                    + $"({RunGroups.Names(wide.OrderByDescending(w => w.Relative).Select(w => w.Case))}).",
                RunGroups.Folders(wide.SelectMany(w => w.Runs))
            );
    }
}

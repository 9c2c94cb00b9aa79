using Refigure.Results;

namespace Refigure.Quality;

/// <summary>Whether a case was repeated often enough, and how much the repetitions scatter.</summary>
internal static class Repetitions
{
    private const int MostByName = 2;

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

            var wide = metrics.Select(m => Spread(m, groups)).Where(w => w.Runs.Length > 0).ToArray();
            foreach (
                var finding in wide.Length > MostByName
                    ? [Together(experiment.Key, wide)]
                    : wide.Select(w => Alone(experiment.Key, w))
            )
            {
                yield return finding;
            }
        }
    }

    private static Finding Alone(string experiment, WideMetric wide) =>
        new(
            FindingKinds.UnusualSpread,
            $"{experiment}: {wide.Metric} scatters by {wide.Relative:P0} between iterations ({RunGroups.Names(wide.Cases)}).",
            RunGroups.Folders(wide.Runs)
        );

    // Where everything scatters the machine does: a line a metric would hide the rest.
    private static Finding Together(string experiment, WideMetric[] wide) =>
        new(
            FindingKinds.UnusualSpread,
            $"{experiment}: {wide.Length} metrics scatter by up to {wide.Max(w => w.Relative):P0} between iterations "
                + $"({RunGroups.Names(wide.OrderByDescending(w => w.Relative).Select(w => w.Metric))}).",
            RunGroups.Folders(wide.SelectMany(w => w.Runs).Distinct())
        );

    private static string Who(int few, int all) =>
        all == 1 ? "the case"
        : few == all ? (all == 2 ? "both cases" : $"all {all} cases")
        : $"{few} of {all} cases";

    private static string Often(int most) => most == 1 ? "once" : "fewer than 3 times";

    private static WideMetric Spread(
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

        wide.Sort(static (a, b) => b.Relative.CompareTo(a.Relative));
        return new(
            metric,
            wide.Count == 0 ? 0 : wide[0].Relative,
            [.. wide.Select(w => w.Case)],
            [.. wide.SelectMany(w => w.Runs)]
        );
    }

    private sealed record WideMetric(string Metric, double Relative, string[] Cases, MeasuredRun[] Runs);
}

using System.Collections.Immutable;
using System.Globalization;
using Refigure.Catalog;
using Refigure.Planning;
using Refigure.Results;

namespace Refigure.Running;

/// <summary>The further iterations of cases that are to be repeated until they are precise.</summary>
/// <param name="store">Reads the runs that are there.</param>
public sealed class PrecisionRound(RunStore store)
{
    /// <summary>The next iteration of each case and cache state that wants one; empty when all are precise.</summary>
    /// <param name="planned">The runs of the plan, and the further ones that were made since.</param>
    /// <param name="root">The runs root.</param>
    public ImmutableArray<PlannedRun> Next(ImmutableArray<PlannedRun> planned, string root)
    {
        var next = ImmutableArray.CreateBuilder<PlannedRun>();
        var groups = planned.GroupBy(r => (r.Identity.Experiment, r.Identity.Node, r.Identity.Case, r.Identity.Cache));
        foreach (var group in groups)
        {
            var last = group.MaxBy(r => r.Identity.Iteration)!;
            var caches = last.Case.Caches.FirstOrDefault(c => c.Cache == last.Identity.Cache);
            if (caches?.Precision is { } goal && Judge(goal, caches.Iterations, last, root) is { } iteration)
            {
                next.Add(Further(last, iteration));
            }
        }

        return next.DrainToImmutable();
    }

    // The number of the iteration that is wanted; null if none is.
    private int? Judge(PrecisionGoal goal, int least, PlannedRun run, string root)
    {
        var place = Path.GetDirectoryName(RunFolder.PathOf(root, run.Identity))!;
        if (!Directory.Exists(place))
        {
            return null;
        }

        MeasuredRun[] made =
        [
            .. Directory
                .EnumerateDirectories(place, run.Identity.Cache.Word() + "-*")
                .Where(RunFolder.IsFinished)
                .Select(folder => store.Load(root, folder)),
        ];
        double[] values = [.. made.Where(m => m.Record.Valid).Select(m => m.Value(goal.Metric)).OfType<double>()];
        var spent = TimeSpan.FromSeconds(made.Sum(m => m.Record.DurationSeconds ?? 0));
        var last = made.Select(m => m.Record.Identity.Iteration).DefaultIfEmpty(0).Max();

        // A run that failed left no folder; a case that always fails must not be tried for ever.
        var tried = Math.Max(last, run.Identity.Iteration);
        return PrecisionJudge.WantsMore(goal, least, tried, values, spent) ? tried + 1 : null;
    }

    private static PlannedRun Further(PlannedRun run, int iteration) =>
        run with
        {
            Identity = run.Identity with { Iteration = iteration },
            Inputs = new RunInputs(
                run.Inputs.Fields.SetItem("iteration", iteration.ToString(CultureInfo.InvariantCulture))
            ),
            Decision = RunDecision.Missing,
            Reasons = [],
        };
}

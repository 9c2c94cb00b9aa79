using System.Collections.Immutable;
using Refigure.Figures.Serving;
using Refigure.Results;
using Refigure.Traces.Scaling;

namespace Refigure.Figures.Traces;

/// <summary>
/// The share of communication in the time in which kernels run, from traces: of each rank by unions over its streams, and the mean
/// over the ranks. What a rank waits in collectives for the last one stands apart.
/// </summary>
internal static class CommunicationShares
{
    /// <summary>The panel of each rank's share, its waiting within: series is the rank.</summary>
    public const string OfRanks = "communication of ranks";

    private const string Unknown = "unknown";
    private const double SameNumber = 1e-9;

    public static void Add(FigureDraft draft, ImmutableArray<ServingCase> shown)
    {
        var traced = Traced(draft, shown);
        foreach (var (gpus, one) in traced)
        {
            Add(draft, gpus, one);
        }

        if (traced.Count == 0)
        {
            draft.Add(Annotation.Text(ScalingCurves.NoCommunication, "not measured"));
            SayNone(draft, shown);
            return;
        }

        draft.Find(
            "communication",
            $"Communication is from traces of {string.Join(", ", traced.Select(t => t.Case.Runs.Case))}, mean over the ranks; runs with a profiler are no part of the other panels.",
            traced.Select(t => t.Case.Run)
        );
    }

    // One for each number of GPUs: of the same node and model, with graphs before without.
    private static List<(double Gpus, ProfiledCase Case)> Traced(FigureDraft draft, ImmutableArray<ServingCase> shown)
    {
        var (node, model) = (shown[0].Runs.Node, shown[0].Model);
        var imported = shown[0].Runs.Iterations[0].Record.ImportedFrom is not null;
        var experiment = imported ? Experiments.Imported : draft.Recipe.AttributesFrom;
        ImmutableArray<MeasuredRun> runs =
        [
            .. draft.Input.Runs.Where(r =>
                r.Record.Valid
                && r.Record.Identity.Experiment == experiment
                && r.Record.Identity.Node == node
                && r.Record.Model == model
                // Of an unknown model nothing else can be said to be of the same.
                && (model != Unknown || shown.Any(s => s.Runs.Key == CaseRuns.KeyOf(r.Record.Identity)))
            ),
        ];
        var all = CaseRuns.Group(runs).Select(c => ProfiledCase.Of(c, draft.Input)).OfType<ProfiledCase>();
        var found = new List<(double, ProfiledCase)>();
        foreach (var group in Ordered.Groups(all.Where(c => c.Ranks > 0), c => $"{c.Ranks}"))
        {
            var best = Ordered.First(group, ProfiledCase.ByPreference)!;
            if (shown.Any(s => s.Gpus == best.Ranks))
            {
                found.Add((best.Ranks, best));
            }
        }

        found.Sort(static (a, b) => a.Item1.CompareTo(b.Item1));
        return found;
    }

    private static void Add(FigureDraft draft, double gpus, ProfiledCase one)
    {
        var analysis = one.Profile.Analysis;
        var (sum, waits, ranks) = (0.0, 0.0, 0);
        var x = FigureNumberText.Exact(gpus);
        for (var i = 0; i < analysis.Ranks.Length; i++)
        {
            var rank = analysis.Ranks[i];
            if (rank.CommunicationShare is not { } part)
            {
                // A rank without kernels communicates an unknown part of its time, not none.
                continue;
            }

            var share = 100 * part;
            var place = i;
            ranks++;
            var waiting = analysis.Collectives.Where(c => c.Calls.Length > 0).Sum(c => c.Waiting(place));
            sum += share;
            waits += Math.Min(share, 100.0 * waiting / rank.KernelBusy);
            draft.Add(Mark(OfRanks, analysis.RankNames[i], x, share, 1, one, rank.Source));
        }

        var files = string.Join(" and ", analysis.Ranks.Select(r => r.Source));
        if (ranks == 0)
        {
            return;
        }

        var communicating = (sum - waits) / ranks;
        draft.Add(Mark(ScalingCurves.Communication, AllReduceMarks.Communicating, x, communicating, ranks, one, files));
        draft.Add(Mark(ScalingCurves.Communication, AllReduceMarks.Waiting, x, waits / ranks, ranks, one, files));
    }

    private static FigureMark Mark(
        string panel,
        string series,
        string x,
        double y,
        int n,
        ProfiledCase one,
        string file
    ) =>
        new(panel, series, $"TP {x}", x, y, Error: null, n, "%")
        {
            How = "the union of communication kernels by that of all kernels",
            Sources = [KernelTimeline.Source(one, "communication_share", y, "%", file)],
        };

    private static void SayNone(FigureDraft draft, ImmutableArray<ServingCase> shown)
    {
        if (Reported(shown) is { } reported)
        {
            draft.Find(
                "no-communication",
                IsEfficiency(shown, reported)
                    ? "The table's comm_overhead_pct is 100 − scaling efficiency, to all digits: no measurement of communication, and not drawn as one."
                    : "How the table's comm_overhead_pct was measured is not known, so it is not drawn: take over the traces.",
                shown.SelectMany(s => s.Runs.Iterations)
            );
            return;
        }

        draft.Find(
            "no-communication",
            draft.Recipe.AttributesFrom is { } experiment
                ? $"There are no traces of the same model on the same node (experiment {experiment}): the share of communication is not known."
                : "There are no traces: the share of communication is not known.",
            []
        );
    }

    private static double?[]? Reported(ImmutableArray<ServingCase> shown)
    {
        double?[] all = [.. shown.Select(s => s.Runs.Iterations[0].Value(ScalingMetrics.ReportedOverhead))];
        return Array.TrueForAll(all, value => value is null) ? null : all;
    }

    private static bool IsEfficiency(ImmutableArray<ServingCase> shown, double?[] reported)
    {
        var first = shown[0].Runs.Iterations[0].Value(ScalingMetrics.Iteration) * shown[0].Gpus;
        for (var i = 0; i < shown.Length; i++)
        {
            var efficiency =
                100 * first / (shown[i].Runs.Iterations[0].Value(ScalingMetrics.Iteration) * shown[i].Gpus);
            if (!(Math.Abs((100 - efficiency - reported[i]) ?? double.NaN) < 100 * SameNumber))
            {
                return false;
            }
        }

        return true;
    }
}

using System.Collections.Immutable;
using Refigure.Reruns;
using Refigure.Results;

namespace Refigure.Reports.Comparisons;

/// <summary>Pairs two sets of runs case by case, and compares their metrics by intervals.</summary>
internal static class RunPairing
{
    // The whole start and where it goes; what a user of a server feels.
    private static readonly ImmutableArray<string> Times =
    [
        RerunComparison.Deciding,
        "load_weights",
        "torch.compile",
        "graph_capturing",
        "init_engine",
        "ttft_mean",
        "tpot_mean",
        "itl_mean",
        "e2e_mean",
    ];

    private static readonly ImmutableArray<string> Rates = ["output_throughput", "request_throughput"];

    /// <summary>The pairs, ordered by key; invalid runs count on neither side.</summary>
    /// <param name="first">One set.</param>
    /// <param name="second">The other.</param>
    /// <param name="key">What makes runs of the two sets a pair.</param>
    /// <param name="unpaired">How many keys only one side has.</param>
    public static ImmutableArray<RunPair> Of(
        IEnumerable<MeasuredRun> first,
        IEnumerable<MeasuredRun> second,
        Func<MeasuredRun, string> key,
        out int unpaired
    )
    {
        var before = first.Where(r => r.Record.Valid).ToLookup(key, StringComparer.Ordinal);
        var now = second.Where(r => r.Record.Valid).ToLookup(key, StringComparer.Ordinal);
        unpaired = before.Count(g => !now.Contains(g.Key)) + now.Count(g => !before.Contains(g.Key));
        return
        [
            .. before
                .Where(g => now.Contains(g.Key))
                .OrderBy(g => g.Key, StringComparer.Ordinal)
                .SelectMany(g => Compare([.. g], [.. now[g.Key]])),
        ];
    }

    private static IEnumerable<RunPair> Compare(MeasuredRun[] first, MeasuredRun[] second)
    {
        foreach (var metric in Times.Concat(Rates))
        {
            var (a, b) = (Values(first, metric), Values(second, metric));
            if (MetricChange.Of(a, b) is not { } change)
            {
                continue;
            }

            var within = change.Low is null ? WithinRuns(first, second, metric, change) : null;
            change = within ?? change;
            var identity = second[0].Record.Identity;
            yield return new RunPair(
                identity.Experiment,
                first.Concat(second).Select(r => r.Record.Identity.Case).Distinct(StringComparer.Ordinal).Count() == 1
                    ? identity.Case
                    : second[0].Record.Model,
                identity.Cache,
                metric,
                second.Select(r => r.Find(metric)).OfType<Measurement>().First().Unit,
                change,
                Rates.Contains(metric) ? Turned(change.Change) : change.Change
            )
            {
                IsWithinRuns = within is not null,
                FirstRuns = [.. first],
                SecondRuns = [.. second],
            };
        }
    }

    // One load has hundreds of requests: their interval says what a single run can say. The half widths of independent means add
    // up as squares do.
    private static MetricChange? WithinRuns(
        MeasuredRun[] first,
        MeasuredRun[] second,
        string metric,
        MetricChange change
    ) =>
        first is [var a]
        && second is [var b]
        && HalfWidth(a, metric) is { } one
        && HalfWidth(b, metric) is { } other
        && change.Before.Mean > 0
            ? MetricChange.OfHalfWidths(change.Before, change.Now, one, other)
            : null;

    private static double? HalfWidth(MeasuredRun run, string metric) =>
        (run.Value(metric + "_high") - run.Value(metric + "_low")) / 2;

    private static double[] Values(MeasuredRun[] runs, string metric) =>
        [.. runs.Select(r => r.Value(metric)).OfType<double>()];

    private static Change Turned(Change change) =>
        change switch
        {
            Change.Faster => Change.Slower,
            Change.Slower => Change.Faster,
            _ => change,
        };
}

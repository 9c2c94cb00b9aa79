using System.Collections.Immutable;
using Refigure.Traces.Analysis;

namespace Refigure.Traces.Metrics;

/// <summary>The study's metrics, by definitions that say what they count, and beside each that differs the study's own.</summary>
public static class StudyMetrics
{
    private const string Tool = "CCL-Bench, pull request 21";

    /// <summary>All of them, in the order of the tables; those that are not known have no value.</summary>
    public static ImmutableArray<StudyMetric> Of(ProfiledWorkload workload)
    {
        ArgumentNullException.ThrowIfNull(workload);
        return [.. OfTiming(workload), .. OfTraces(workload.Traces?.Analysis)];
    }

    /// <summary>A metric by the study's own formula, of the first rank's trace alone, as its table of results has it.</summary>
    public static double? OfFirstRank(ProfiledWorkload workload, string metric)
    {
        ArgumentNullException.ThrowIfNull(workload);
        var first = workload
            .Traces?.Set.Traces.Where(t => !t.Coverage.HasNoKernels)
            .OrderBy(t => t.Rank ?? int.MaxValue)
            .Take(1)
            .ToArray();
        return first is [_]
            ? TraceAnalysis.Of(first).OtherDefinitions.FirstOrDefault(o => o.Tool == Tool && o.Metric == metric)?.Value
            : null;
    }

    private static IEnumerable<StudyMetric> OfTiming(ProfiledWorkload w)
    {
        var timing = w.Timing;
        var seconds = w.Iteration;
        yield return new("ttft", 1000 * timing?.TtftMean, "ms", "time to the first token, mean");
        yield return new("ttft_p99", 1000 * timing?.TtftP99, "ms", "the same, 99th percentile");
        yield return new("tpot", 1000 * timing?.TpotMean, "ms", "time for each token after the first, mean");
        yield return new("tpot_p99", 1000 * timing?.TpotP99, "ms", "the same, 99th percentile");
        yield return new(
            "iteration_wall_clock",
            seconds,
            "s",
            "one batch of requests, from the first send to the last end, mean"
        );
        yield return new("steps_per_sec", seconds > 0 ? 1 / seconds : null, "1/s", "iterations per second");
        yield return new(
            "throughput",
            w.OutputThroughput ?? Rate(w.BatchSize * w.OutputTokens, seconds),
            "tokens/s",
            "generated tokens per second"
        );
        yield return new(
            "throughput_study",
            Rate(w.BatchSize * w.SequenceLength, seconds),
            "tokens/s",
            "the study's formula: batch × seq_len by the time of an iteration, though no prompt has seq_len tokens and fewer are generated"
        );
    }

    private static IEnumerable<StudyMetric> OfTraces(TraceAnalysis? analysis)
    {
        double? Study(string metric) =>
            analysis?.OtherDefinitions.FirstOrDefault(o => o.Tool == Tool && o.Metric == metric)?.Value;

        yield return new(
            "comm_overhead",
            100 * Mean(analysis, r => r.CommunicationShare),
            "%",
            "time in which a communication kernel runs by that in which any kernel runs, mean over the ranks; waiting for other ranks is in it"
        );
        yield return new("comm_overhead_study", Study("comm_overhead"), "%", Meaning(analysis, "comm_overhead"));
        yield return new(
            "coll_call_num",
            Mean(
                analysis,
                r =>
                    r.KernelBusy == 0
                        ? null
                        : r.Classes.FirstOrDefault(c => c.Class == KernelClass.Communication)?.Calls ?? 0
            ),
            "calls",
            "communication kernels of a rank over the whole trace, NCCL's and vLLM's own, mean over the ranks"
        );
        yield return new(
            "all_reduces_per_step",
            Steps(analysis),
            "calls",
            "all-reduces of a rank in a step, mean over steps and ranks"
        );
        yield return new("coll_call_num_study", Study("coll_call_num"), "calls", Meaning(analysis, "coll_call_num"));
        yield return new(
            "comm_comp_overlap",
            100 * Mean(analysis, r => r.OverlapShare),
            "%",
            "communication during which another kernel runs; no value where all kernels are on one stream"
        );
        yield return new(
            "comm_comp_overlap_study",
            Study("comm_comp_overlap"),
            "%",
            Meaning(analysis, "comm_comp_overlap")
        );
        yield return new(
            "pipeline_bubble_ratio",
            100 * Mean(analysis, r => r.Span == 0 ? null : (double)r.Idle / r.Span),
            "%",
            "the part of the span in which the GPU does nothing, mean over the ranks"
        );
        yield return new(
            "pipeline_bubble_ratio_study",
            Study("pipeline_bubble_ratio"),
            "%",
            Meaning(analysis, "pipeline_bubble_ratio")
        );
        yield return new(
            "sm_busy",
            100 * Mean(analysis, r => r.KernelSpan == 0 ? null : (double)r.KernelBusy / r.KernelSpan),
            "%",
            "the part of the kernels' span in which a kernel runs, mean over the ranks; no occupancy of multiprocessors"
        );
        yield return new("sm_efficiency_study", Study("sm_efficiency"), "%", Meaning(analysis, "sm_efficiency"));
    }

    private static string Meaning(TraceAnalysis? analysis, string metric) =>
        "the study's formula"
        + (
            analysis?.OtherDefinitions.FirstOrDefault(o => o.Tool == Tool && o.Metric == metric)?.Meaning is { } words
                ? ": " + words
                : ""
        );

    private static double? Mean(TraceAnalysis? analysis, Func<RankTimes, double?> value)
    {
        double[] values = [.. (analysis?.Ranks ?? []).Select(value).OfType<double>()];
        return values.Length == 0 ? null : values.Average();
    }

    private static double? Steps(TraceAnalysis? analysis)
    {
        double[] counts =
        [
            .. (analysis?.Steps ?? [])
                .SelectMany(rank => rank)
                .Where(s => s.AllReduces > 0)
                .Select(s => (double)s.AllReduces),
        ];
        return counts.Length == 0 ? null : counts.Average();
    }

    private static double? Rate(double? count, double? seconds) => seconds > 0 ? count / seconds : null;
}

using System.Collections.Immutable;
using System.Globalization;
using Refigure.Results;
using Refigure.Serving;
using Refigure.Traces.Scaling;

namespace Refigure.Traces.Metrics;

/// <summary>What a run folder says of a profiled workload.</summary>
public static class WorkloadOfRun
{
    /// <summary>Reads the run's load, requests and traces.</summary>
    /// <exception cref="UserErrorException">A file of it is damaged.</exception>
    public static ProfiledWorkload Of(MeasuredRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var folder = RunFolder.PathOf(run.Root, run.Record.Identity);
        var load = LoadFactsFile.Of(folder);
        var tensor = Size(run, "tensor-parallel-size") ?? (run.Record.ImportedFrom is null ? 1 : null);
        var expert = Argument(run, "enable-expert-parallel") is { } on && on != "false";
        return new ProfiledWorkload
        {
            Experiment = run.Record.Identity.Case,
            Model = run.Record.Model,
            TensorParallel = tensor,
            PipelineParallel = Size(run, "pipeline-parallel-size") ?? 1,
            DataReplicas = Size(run, "data-parallel-size") ?? 1,
            ExpertParallel = expert ? tensor ?? 1 : 1,
            BatchSize = load?.Concurrency ?? Size(run, "batch-size"),
            SequenceLength = Size(run, "max-model-len"),
            InputTokens = load?.PromptTokens,
            OutputTokens = load?.OutputTokens ?? Size(run, "max-tokens"),
            Precision = Argument(run, "dtype"),
            NodeFacts = run.Record.NodeFacts,
            Timing = Timing(run, load, folder),
            OutputThroughput = run.Value(ServingMetrics.OutputThroughput),
            Traces = ProfiledRun.Of(folder),
            TraceKinds = TraceKinds.Of(run.Record.Files.Select(f => f.Name)),
        };
    }

    private static TimingStats? Timing(MeasuredRun run, LoadFacts? load, string folder)
    {
        // A profiler slows what it looks at: such a run has no latencies.
        if (load?.Profiler is not null)
        {
            return null;
        }

        ImmutableArray<double> iterations = load is { Concurrency: > 0 and var batch, RequestRate: null }
            ? IterationTimes.Of(RequestsFile.Of(folder, null), batch)?.Seconds ?? []
            : [];
        var stats = new TimingStats
        {
            Coverage = "",
            Iterations = iterations,
            Mean = run.Value(ScalingMetrics.Iteration),
            TtftMean = run.Value("ttft_mean"),
            TtftP99 = run.Value("ttft_p99"),
            TpotMean = run.Value("tpot_mean"),
            TpotP99 = run.Value("tpot_p99"),
        };
        return stats is { Iterations.IsEmpty: true, Mean: null, TtftMean: null, TpotMean: null } ? null : stats;
    }

    private static string? Argument(MeasuredRun run, string name) =>
        run.Record.Arguments.FirstOrDefault(a => a.Key.Replace('_', '-') == name).Value;

    private static int? Size(MeasuredRun run, string name) =>
        int.TryParse(Argument(run, name), NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : null;
}

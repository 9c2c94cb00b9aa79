using System.Collections.Immutable;
using System.Globalization;
using Refigure.Imports.Serving;
using Refigure.Quality;
using Refigure.Traces;
using Refigure.Traces.Analysis;
using Refigure.Traces.Metrics;
using Refigure.Traces.Reading;
using Refigure.Traces.Scaling;

namespace Refigure.Imports.Traces;

/// <summary>What folders of the scaling study say, without taking them over as runs: each folder is a workload.</summary>
public static class StudyFolders
{
    /// <summary>Reads the folders below one, or this one.</summary>
    /// <returns>The workloads, and what a reader should know: what was read of each file, and what could not be.</returns>
    /// <exception cref="UserErrorException">There is none, or a file of one cannot be read.</exception>
    public static (ImmutableArray<ProfiledWorkload> Workloads, ImmutableArray<Finding> Findings) Read(string path)
    {
        if (!Directory.Exists(path))
        {
            throw new UserErrorException(
                $"{path} is no folder: name one with the study's folders (timing_stats_0.json, traces, config.yaml), or with runs."
            );
        }

        var findings = ImmutableArray.CreateBuilder<Finding>();
        var workloads = ImmutableArray.CreateBuilder<ProfiledWorkload>();
        var folder = new ImportFolder(path);
        foreach (var one in TraceFolder.In(folder, Path.Combine(path, "figures", "runs")))
        {
            if (one.Of(TraceKind.Trace).Any() || one.Of(TraceKind.Timing).Any())
            {
                workloads.Add(Workload(one, findings));
            }
        }

        return workloads.Count == 0
            ? throw new UserErrorException(
                $"{path} has neither runs nor folders of the study: expected timing_stats_0.json or traces, with config.yaml or workload_card.yaml beside them."
            )
            : (workloads.ToImmutable(), [.. findings, .. folder.Findings]);
    }

    private static ProfiledWorkload Workload(TraceFolder folder, ImmutableArray<Finding>.Builder findings)
    {
        var settings = TraceSettings.Of(folder.Of(TraceKind.Settings));
        int? Size(string name) =>
            settings.Arguments.TryGetValue(name, out var text)
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size)
                ? size
                : null;
        ResultFile[] traces = [.. folder.Of(TraceKind.Trace)];
        var ranks = traces.Select(t => RankOfName.Of(t.Name)).OfType<int>().Distinct().Count();
        return new ProfiledWorkload
        {
            Experiment = folder.Case,
            Model = settings.Model,
            TensorParallel = Size("tensor-parallel-size") ?? (ranks > 0 ? ranks : null),
            PipelineParallel = Size("pipeline-parallel-size") ?? 1,
            DataReplicas = Size("dp-replicate") ?? 1,
            DataShards = Size("dp-shard") ?? 1,
            ExpertParallel = Size("ep") ?? 1,
            BatchSize = Size("batch-size"),
            SequenceLength = Size("max-model-len"),
            OutputTokens = Size("max-tokens"),
            Precision = settings.Arguments.GetValueOrDefault("dtype"),
            Timing = Timing(folder, findings),
            Traces = Traces(traces, findings),
            TraceKinds = TraceKinds.Of(folder.Files.Select(f => f.File.Name)),
        };
    }

    private static TimingStats? Timing(TraceFolder folder, ImmutableArray<Finding>.Builder findings)
    {
        if (folder.Of(TraceKind.Timing).FirstOrDefault() is not { } file)
        {
            return null;
        }

        var stats = TimingStatsFile.Read(file.ReadAll(), file.From);
        findings.Add(new Finding("coverage", stats.Coverage, []));
        return stats;
    }

    private static ProfiledRun? Traces(ResultFile[] files, ImmutableArray<Finding>.Builder findings)
    {
        if (files.Length == 0)
        {
            return null;
        }

        var sets = files.Select(f => TraceFiles.Read(f.Path)).ToArray();
        var set = new TraceSet(
            [.. sets.SelectMany(s => s.Traces)],
            [.. sets.SelectMany(s => s.Summaries)],
            [.. sets.SelectMany(s => s.Remarks)]
        );
        var analysis = TraceAnalysis.Of(set.Traces);
        findings.AddRange(set.Remarks.Concat(analysis.Remarks).Select(r => new Finding("trace", r, [])));
        return new ProfiledRun(set, analysis);
    }
}

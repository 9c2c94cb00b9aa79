using System.Collections.Immutable;
using Refigure.Results;
using Refigure.Statistics;

namespace Refigure.Traces.Scaling;

/// <summary>The measurements of a run that was taken over from a study of scaling: a row of its table, or its timing statistics.</summary>
public static class ScalingMeasurements
{
    /// <summary>The raw file with the row, under the table's header.</summary>
    public const string TableFile = "tp-metrics.csv";

    /// <summary>The raw file with the timing statistics.</summary>
    public const string TimingFile = "timing_stats.json";

    /// <summary>Reads a raw file.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="name">Which of the two.</param>
    /// <param name="relative">The folder, relative to the runs root, for the sources.</param>
    /// <exception cref="UserErrorException">It is not there, or damaged.</exception>
    public static ImmutableArray<Measurement> Of(string folder, string name, string relative)
    {
        var path = Path.Combine(folder, name);
        using var content =
            RawFiles.Open(folder, name)
            ?? throw new UserErrorException(
                $"{path} is not there, though {RunFolder.RecordName} lists it: delete the folder, and import it again."
            );
        if (name == TimingFile)
        {
            using var bytes = new MemoryStream();
            content.CopyTo(bytes);
            return OfTiming(TimingStatsFile.Read(bytes.ToArray(), path), $"{relative}/{name}");
        }

        using var text = new StreamReader(content);
        return [.. ScalingTable.Read(text, path).SelectMany(row => OfRow(row, $"{relative}/{name}:{row.Line}"))];
    }

    private static IEnumerable<Measurement> OfRow(ScalingRow row, string source)
    {
        yield return new("tensor_parallel_size", row.Gpus, "GPUs", source);
        yield return new("ttft_mean", row.TtftMean, "s", source);
        yield return new("ttft_p99", row.TtftP99, "s", source);
        yield return new("tpot_mean", row.TpotMean, "s", source);
        yield return new("tpot_p99", row.TpotP99, "s", source);
        yield return new(ScalingMetrics.Iteration, row.Iteration, "s", source);
        yield return new(ScalingMetrics.IterationRate, Rate(row.Iteration), "iterations/s", source);
        yield return new(ScalingMetrics.ReportedOverhead, row.ReportedOverhead, "%", source);
    }

    private static ImmutableArray<Measurement> OfTiming(TimingStats stats, string source)
    {
        var summary = SampleSummary.Of(stats.Iterations.AsSpan());
        var mean = summary?.Mean ?? stats.Mean;
        var half = summary?.HalfWidth95;
        var line = $"{source}:1";
        return
        [
            new(ScalingMetrics.Iteration, mean, "s", line),
            new(ScalingMetrics.Iteration + "_low", mean - half, "s", line),
            new(ScalingMetrics.Iteration + "_high", mean + half, "s", line),
            new(ScalingMetrics.IterationRate, Rate(mean), "iterations/s", line),
            new("ttft_mean", stats.TtftMean, "s", line),
            new("ttft_p99", stats.TtftP99, "s", line),
            new("tpot_mean", stats.TpotMean, "s", line),
            new("tpot_p99", stats.TpotP99, "s", line),
        ];
    }

    private static double? Rate(double? seconds) => seconds > 0 ? 1 / seconds : null;
}

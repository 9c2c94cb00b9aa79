using System.Collections.Immutable;
using Refigure.Results;

namespace Refigure.Serving;

/// <summary>The peaks of what was sampled beside a load, each with the line that has it.</summary>
internal static class SampledPeaks
{
    private const string KvCache = "kv_cache_usage";

    /// <summary>Reads <c>samples.csv</c>; empty if there is none.</summary>
    /// <exception cref="UserErrorException">The file is no table of samples.</exception>
    public static IEnumerable<Measurement> Of(string folder, string path)
    {
        using var content = RawFiles.Open(folder, RawFiles.Samples);
        if (content is null)
        {
            yield break;
        }

        using var text = new StreamReader(content);
        var samples = SampleSeries.Read(text, Path.Combine(folder, RawFiles.Samples));
        var usage = samples.Column(KvCache);
        if (Peak(usage) is { } fullest)
        {
            yield return Row(ServingMetrics.KvCachePeak, usage[fullest], fullest);
            yield return Row(ServingMetrics.KvCacheMean, usage.Average(), fullest);
        }

        ImmutableArray<double?>[] gpus =
        [
            .. samples
                .Names.Where(n =>
                    n.StartsWith("gpu", StringComparison.Ordinal)
                    && n.EndsWith("_memory_bytes", StringComparison.Ordinal)
                )
                .Select(samples.Column),
        ];
        if (gpus.Length > 0)
        {
            ImmutableArray<double?> all =
            [
                .. samples.Seconds.Select((_, i) => gpus.Aggregate((double?)0, (sum, g) => sum + g[i])),
            ];
            if (Peak(all) is { } most)
            {
                yield return Row(ServingMetrics.GpuMemoryPeak, all[most], most);
            }
        }

        Measurement Row(string metric, double? value, int sample) =>
            new(metric, value, ServingMetrics.UnitOf(metric), $"{path}:{samples.Lines[sample]}");
    }

    private static int? Peak(ImmutableArray<double?> values)
    {
        int? peak = null;
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] is { } value && (peak is not { } p || value > values[p]))
            {
                peak = i;
            }
        }

        return peak;
    }
}

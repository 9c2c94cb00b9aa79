using System.Globalization;
using System.Text;
using Refigure.Nodes.Gpus;
using Refigure.Running.Gpus;

namespace Refigure.Imports.Serving;

/// <summary>
/// Samples of <c>/metrics</c> and of <c>nvidia-smi</c> that were taken beside several loads, cut into <c>samples.csv</c> of each.
/// </summary>
/// <param name="metrics">Samples of the engine, by time.</param>
/// <param name="gpus">Samples of the GPUs; their times are seconds since 1970.</param>
internal sealed class MetricsSeries(IReadOnlyList<MetricsSample> metrics, IReadOnlyList<GpuSample> gpus)
{
    private const double Margin = 1; // seconds before and after the load
    private const double Quarter = 900; // time zones differ by quarters of an hour
    private const double SaveTime = 1.5; // a result is dated in whole seconds, after its load

    /// <summary>Whether there are no samples of an engine.</summary>
    public bool IsEmpty => metrics.Count == 0;

    /// <summary>
    /// The samples beside a load. Its client's clock is another one: the load's end is taken where, before the time at which the
    /// client dated its result, the engine's tokens stop to grow.
    /// </summary>
    /// <param name="dated">When the client dated its result, in the machine's time.</param>
    /// <param name="duration">How long the load took, in seconds.</param>
    /// <returns>The table, and the load's start on its clock; null if no sample falls into the load.</returns>
    public (byte[] Table, double Offset, DateTimeOffset? Start)? Beside(DateTime dated, double duration)
    {
        if (IsEmpty || End(Unix(dated), duration) is not { } end)
        {
            return null;
        }

        var start = end - duration;
        var zero = start - Margin;
        var rows = new StringBuilder("seconds,kv_cache_usage,requests_running,requests_waiting\n");
        foreach (var sample in metrics.Where(sample => sample.Wall >= zero && sample.Wall <= end + Margin))
        {
            rows.Append(
                CultureInfo.InvariantCulture,
                $"{sample.Wall - zero:F3},{sample.KvCacheUsage:R},{sample.Running:R},{sample.Waiting:R}\n"
            );
        }

        using var table = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        using var text = new StringReader(rows.ToString());
        GpuColumns.Add(text, GpusFrom(zero), [.. Used()], table);
        return (Encoding.UTF8.GetBytes(table.ToString()), Margin, UnixTime.Of(start));
    }

    // The moment in the middle of the two samples between which the last token came.
    private double? End(double dated, double duration)
    {
        double? end = null;
        for (var i = 1; i < metrics.Count; i++)
        {
            var (before, sample) = (metrics[i - 1], metrics[i]);
            if (sample.Wall > dated + SaveTime)
            {
                break;
            }

            if (sample.Wall > dated - duration - SaveTime && sample.GeneratedTokens > before.GeneratedTokens)
            {
                end = (before.Wall + sample.Wall) / 2;
            }
        }

        return end;
    }

    // The time of the client's machine without its zone: what the samples' own times are nearest to.
    private double Unix(DateTime local)
    {
        var plain = (DateTime.SpecifyKind(local, DateTimeKind.Utc) - DateTime.UnixEpoch).TotalSeconds;
        if (plain >= metrics[0].Wall - Quarter && plain <= metrics[^1].Wall + Quarter)
        {
            return plain;
        }

        return plain - (Math.Round((plain - metrics[^1].Wall) / Quarter) * Quarter);
    }

    private IEnumerable<GpuSample> GpusFrom(double zero)
    {
        // The table of GPUs has local times as well; both were started together.
        var shift = gpus.Count == 0 ? 0 : Math.Round((gpus[0].At.TotalSeconds - metrics[0].Wall) / Quarter) * Quarter;
        return gpus.Select(gpu => gpu with { At = TimeSpan.FromSeconds(gpu.At.TotalSeconds - shift - zero) })
            .Where(static gpu => gpu.At >= TimeSpan.Zero);
    }

    // A GPU that holds nothing is not the engine's.
    private IEnumerable<int> Used()
    {
        const long Nothing = 1L << 29;
        var all = gpus.Select(static gpu => gpu.Gpu).Distinct().Order().ToArray();
        var used = all.Where(index => gpus.Any(gpu => gpu.Gpu == index && gpu.UsedBytes > Nothing)).ToArray();
        return used.Length > 0 ? used : all;
    }
}

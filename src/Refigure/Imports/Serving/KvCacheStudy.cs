using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Refigure.Serving;

namespace Refigure.Imports.Serving;

/// <summary>
/// The <c>kv_cache_data.json</c> of the KV-cache study: <c>history_times</c> in seconds, <c>history_values</c> in percent,
/// <c>peak_usage_percent</c>. Its script takes <c>9.7e-05</c> for 9.7, so that a nearly empty cache stands there as 970 percent:
/// what is above 100 was misread, and has no value here.
/// </summary>
internal static class KvCacheStudy
{
    private const double Most = 100;

    /// <summary>Reads the file.</summary>
    /// <exception cref="UserErrorException">It is cut off, or a value is not what it must be.</exception>
    public static ServingResult Read(ResultFile file)
    {
        var json = file.ReadJson();
        double[] times = [.. json.Get("history_times").Items().Select(static item => item.Number())];
        double[] values = [.. json.Get("history_values").Items().Select(static item => item.Number())];
        if (times.Length != values.Length)
        {
            throw new UserErrorException(
                $"{file.Path}: history_times has {times.Length} values and history_values {values.Length}, expected the same: copy the file anew, or leave it out."
            );
        }

        var good = values.Where(static value => value is >= 0 and <= Most).ToArray();
        var task = Path.GetFileName(file.Folder);
        return new()
        {
            File = file,
            From = file.From,
            Key = "kv_cache.py " + file.From,
            Detail = times.Length,
            Case = CaseName.Of("kv-cache", task),
            Engine = "vllm",
            Facts = new()
            {
                Tool = "kv_cache.py",
                DurationSeconds = null,
                SamplesOffset = 0,
                Reported =
                    good.Length == 0
                        ? ImmutableSortedDictionary<string, double>.Empty
                        : ImmutableSortedDictionary<string, double>
                            .Empty.Add(ServingMetrics.KvCachePeak, good.Max() / Most)
                            .Add(ServingMetrics.KvCacheMean, good.Average() / Most),
                Remarks = Remarks(json, values),
            },
            Samples = Encoding.UTF8.GetBytes(Table(times, values)),
            Sources = [file.AsSource()],
        };
    }

    private static string Table(double[] times, double[] values)
    {
        var table = new StringBuilder("seconds,kv_cache_usage\n");
        foreach (var (time, value) in times.Zip(values))
        {
            table.Append(CultureInfo.InvariantCulture, $"{time:R},");
            if (value is >= 0 and <= Most)
            {
                table.Append(CultureInfo.InvariantCulture, $"{value / Most:R}");
            }

            table.Append('\n');
        }

        return table.ToString();
    }

    private static ImmutableArray<string> Remarks(JsonPart json, double[] values)
    {
        var remarks = ImmutableArray.CreateBuilder<string>();
        remarks.Add("The study's script takes the first engine's cache, and says nothing of the load.");
        var misread = values.Count(static value => value is < 0 or > Most);
        if (misread > 0)
        {
            remarks.Add(
                $"{misread} of {values.Length} values are above 100 percent and have no value here: the study's script takes 9.7e-05 for 9.7."
            );
        }

        if (json.NumberAt("peak_usage_percent") is > Most and var peak)
        {
            remarks.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Its peak_usage_percent of {peak:R} is such a value: the peak is taken from the others."
                )
            );
        }

        return remarks.ToImmutable();
    }
}

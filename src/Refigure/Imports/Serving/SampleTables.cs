using System.Globalization;
using Refigure.Nodes.Gpus;

namespace Refigure.Imports.Serving;

/// <summary>Reads tables of samples. Rows that were cut off are passed over; columns go by their names.</summary>
internal static class SampleTables
{
    /// <summary>The state of an engine: <c>wall</c> and the names of its gauges.</summary>
    public static List<MetricsSample> Metrics(ResultFile file)
    {
        var samples = new List<MetricsSample>();
        foreach (var row in Rows(file))
        {
            if (Number(row, "wall") is { } wall)
            {
                samples.Add(
                    new(
                        wall,
                        Number(row, "running"),
                        Number(row, "waiting"),
                        Number(row, "kv_cache_usage"),
                        Number(row, "generation_tokens")
                    )
                );
            }
        }

        samples.Sort(static (a, b) => a.Wall.CompareTo(b.Wall));
        return samples;
    }

    /// <summary>The state of GPUs, with times as seconds since 1970 of the local clock.</summary>
    public static List<GpuSample> Gpus(ResultFile file)
    {
        var samples = new List<GpuSample>();
        foreach (var row in Rows(file))
        {
            if (
                row.TryGetValue("timestamp", out var time)
                && DateTime.TryParseExact(
                    time,
                    "yyyy/MM/dd HH:mm:ss.fff",
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                    out var at
                )
                && Number(row, "index") is >= 0 and < 1024 and var index
            )
            {
                samples.Add(
                    new(
                        at - DateTime.UnixEpoch,
                        (int)index,
                        Number(row, "memory.used") is >= 0 and < 1e9 and var mebibytes ? (long)mebibytes << 20 : null,
                        Number(row, "utilization.gpu"),
                        Number(row, "clocks.current.sm") ?? Number(row, "clocks.sm"),
                        Number(row, "clocks.current.memory") ?? Number(row, "clocks.mem"),
                        Number(row, "temperature.gpu"),
                        Number(row, "power.draw"),
                        Reasons(row)
                    )
                );
            }
        }

        return samples;
    }

    // The unit stands in the header with nounits, behind each value without.
    private static IEnumerable<Dictionary<string, string>> Rows(ResultFile file)
    {
        using var text = new StreamReader(file.Open());
        var header = (text.ReadLine() ?? "").Split(',');
        var names = Array.ConvertAll(header, static name => name.Split('[')[0].Trim());
        while (text.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            if (cells.Length == names.Length)
            {
                var row = new Dictionary<string, string>(StringComparer.Ordinal);
                for (var i = 0; i < names.Length; i++)
                {
                    row[names[i]] = cells[i].Trim();
                }

                yield return row;
            }
        }
    }

    private static double? Number(Dictionary<string, string> row, string name) =>
        row.TryGetValue(name, out var cell)
        && double.TryParse(cell.Split(' ')[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number)
            ? number
            : null;

    private static ulong? Reasons(Dictionary<string, string> row) =>
        row.TryGetValue("clocks_event_reasons.active", out var cell)
        && cell.StartsWith("0x", StringComparison.Ordinal)
        && ulong.TryParse(cell.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var bits)
            ? bits
            : null;
}

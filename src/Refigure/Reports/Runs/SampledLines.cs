using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Refigure.Nodes.Gpus;

namespace Refigure.Reports.Runs;

/// <summary>
/// Small lines of what was sampled while a run ran. Of the table only some rows are parsed: ten thousand runs are looked through
/// in seconds.
/// </summary>
internal static class SampledLines
{
    private const int Count = 40;
    private const int MostGpus = 8;

    /// <summary>The lines of a table's text; empty if nothing was sampled.</summary>
    public static ImmutableArray<SampledLine> Of(ReadOnlySpan<byte> table)
    {
        var rows = Rows(table);
        if (rows.Count < 3)
        {
            return [];
        }

        var header = Encoding.UTF8.GetString(table[rows[0]]).TrimEnd('\r').Split(',');
        var columns = Columns(header);
        var values = columns.Select(_ => new double?[Math.Min(Count, rows.Count - 1)]).ToArray();
        for (var i = 0; i < values.FirstOrDefault([]).Length; i++)
        {
            var row = rows[1 + (int)((long)i * (rows.Count - 2) / Math.Max(1, values[0].Length - 1))];
            var cells = Encoding.UTF8.GetString(table[row]).TrimEnd('\r').Split(',');
            for (var c = 0; c < columns.Count; c++)
            {
                values[c][i] = columns[c].Index < cells.Length ? Number(cells[columns[c].Index], columns[c]) : null;
            }
        }

        return
        [
            .. columns
                .Select((column, c) => (column, Values: values[c]))
                .Where(x => x.Values.Any(v => v is not null))
                .Select(x => new SampledLine(
                    x.column.Name,
                    x.column.Unit,
                    [.. x.Values],
                    x.Values.Min()!.Value,
                    x.Values.Max()!.Value
                )),
        ];
    }

    private static List<Range> Rows(ReadOnlySpan<byte> table)
    {
        var rows = new List<Range>();
        for (var at = 0; at < table.Length; )
        {
            var end = table[at..].IndexOf((byte)'\n');
            if (end < 0)
            {
                break; // what has no end may be half a row
            }

            rows.Add(at..(at + end));
            at += end + 1;
        }

        return rows;
    }

    private static List<Column> Columns(string[] header)
    {
        var columns = new List<Column>();
        Add("memory_bytes", "memory of the processes", "GB", 1e-9);
        for (var gpu = 0; gpu < MostGpus; gpu++)
        {
            Add($"gpu{gpu}_clock_mhz", $"GPU {gpu} clock", "MHz");
            Add($"gpu{gpu}_celsius", $"GPU {gpu} temperature", "°C");
            Add($"gpu{gpu}_memory_bytes", $"GPU {gpu} memory", "GB", 1e-9);
            Add($"gpu{gpu}_watts", $"GPU {gpu} power", "W");
            Add($"gpu{gpu}_reasons", $"GPU {gpu} held back (1 by a cap, 2 throttled)", "", isMask: true);
        }

        Add("kv_cache_usage", "KV-cache usage", "%", 100);
        return columns;

        void Add(string key, string name, string unit, double factor = 1, bool isMask = false)
        {
            if (Array.IndexOf(header, key) is >= 0 and var index)
            {
                columns.Add(new Column(index, name, unit, factor, isMask));
            }
        }
    }

    private static double? Number(string cell, Column column) =>
        column.IsMask
            ? cell.StartsWith("0x", StringComparison.Ordinal)
            && ulong.TryParse(
                cell.AsSpan(2),
                NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture,
                out var mask
            )
                ? Grade(mask)
                : null
            : double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && double.IsFinite(value)
                ? value * column.Factor
                : null;

    private static double Grade(ulong reasons) =>
        !ThrottleRule.Slowdowns(reasons).IsEmpty ? 2
        : !ThrottleRule.Limits(reasons).IsEmpty ? 1
        : 0;

    private sealed record Column(int Index, string Name, string Unit, double Factor, bool IsMask);
}

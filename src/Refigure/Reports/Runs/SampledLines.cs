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
        if (columns.Count == 0)
        {
            return [];
        }

        for (var i = 0; i < values[0].Length; i++)
        {
            var row = rows[1 + (int)((long)i * (rows.Count - 2) / Math.Max(1, values[0].Length - 1))];
            Cells(table[row], columns, values, i);
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
        columns.Sort((a, b) => a.Index.CompareTo(b.Index));
        return columns;

        void Add(string key, string name, string unit, double factor = 1, bool isMask = false)
        {
            if (Array.IndexOf(header, key) is >= 0 and var index)
            {
                columns.Add(new Column(index, name, unit, factor, isMask));
            }
        }
    }

    // The columns are in the order of the header.
    private static void Cells(ReadOnlySpan<byte> row, List<Column> columns, double?[][] values, int at)
    {
        var index = 0;
        var next = 0;
        foreach (var cell in row.Split((byte)','))
        {
            if (next < columns.Count && index == columns[next].Index)
            {
                values[next][at] = Number(row[cell].TrimEnd((byte)'\r'), columns[next]);
                next++;
            }

            index++;
        }
    }

    private static double? Number(ReadOnlySpan<byte> cell, Column column) =>
        column.IsMask
            ? cell.StartsWith("0x"u8)
            && ulong.TryParse(cell[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var mask)
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

namespace Refigure.Nodes.Gpus;

/// <summary>
/// The columns of a table that <c>nvidia-smi</c> writes. Names in the header are as it was asked, or another name of the same,
/// with a unit behind or without.
/// </summary>
internal sealed class GpuTable
{
    private const string Separator = ", ";

    // As written → as asked.
    private static readonly Dictionary<string, string> OtherNames = new(StringComparer.Ordinal)
    {
        ["clocks.current.sm"] = "clocks.sm",
        ["clocks.current.memory"] = "clocks.mem",
        ["clocks_throttle_reasons.active"] = "clocks_event_reasons.active",
        ["used_gpu_memory"] = "used_memory",
    };

    private readonly Dictionary<string, int> _columns;

    private GpuTable(Dictionary<string, int> columns)
    {
        _columns = columns;
    }

    /// <summary>The table with this header; null if the line is none, or lacks one of the columns.</summary>
    public static GpuTable? Header(string line, params ReadOnlySpan<string> needed)
    {
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        var names = line.Split(Separator);
        for (var i = 0; i < names.Length; i++)
        {
            var unit = names[i].IndexOf(" [", StringComparison.Ordinal);
            var name = (unit < 0 ? names[i] : names[i][..unit]).Trim();
            columns.TryAdd(OtherNames.GetValueOrDefault(name, name), i);
        }

        foreach (var name in needed)
        {
            if (!columns.ContainsKey(name))
            {
                return null;
            }
        }

        return new GpuTable(columns);
    }

    /// <summary>The rows of a whole answer that has a header with these columns somewhere; null if it has none.</summary>
    public static (GpuTable Table, IEnumerable<string[]> Rows)? Read(string answer, params ReadOnlySpan<string> needed)
    {
        var lines = answer.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        for (var i = 0; i < lines.Length; i++)
        {
            if (Header(lines[i], needed) is { } table)
            {
                return (table, lines[(i + 1)..].Select(table.Row).OfType<string[]>());
            }
        }

        return null;
    }

    /// <summary>The cells of a row; null if it has fewer. A separator in the last cell belongs to it.</summary>
    public string[]? Row(string line) =>
        line.Split(Separator, _columns.Count) is var cells && cells.Length == _columns.Count ? cells : null;

    /// <summary>A row's cell; null where the table has no such column.</summary>
    public string? Cell(string[] row, string name) =>
        _columns.TryGetValue(name, out var column) && column < row.Length ? row[column] : null;
}

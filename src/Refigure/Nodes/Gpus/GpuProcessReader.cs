namespace Refigure.Nodes.Gpus;

/// <summary>Reads the lines of <see cref="Query"/>, one after the other.</summary>
internal sealed class GpuProcessReader
{
    /// <summary>The question. The name is last: it may hold anything.</summary>
    public const string Query = "--query-compute-apps=gpu_uuid,pid,used_gpu_memory,process_name";

    private GpuTable? _table;

    /// <summary>Whether the table's header was seen; without rows it is all that there is.</summary>
    public bool HasHeader => _table is not null;

    /// <summary>The process of a line; null for every other line.</summary>
    public GpuProcess? Read(string line)
    {
        if (_table is null)
        {
            _table = GpuTable.Header(line.Trim(), "gpu_uuid", "pid", "used_memory", "process_name");
            return null;
        }

        return
            _table.Row(line.Trim()) is { } row
            && GpuValue.Whole(_table.Cell(row, "pid")) is { } id
            && GpuValue.Text(_table.Cell(row, "gpu_uuid")) is { } gpu
            ? new GpuProcess(
                id,
                GpuValue.Text(_table.Cell(row, "process_name")),
                GpuValue.Bytes(_table.Cell(row, "used_memory")),
                gpu
            )
            : null;
    }
}

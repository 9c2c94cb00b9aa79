using Refigure.Traces.Reading;
using SQLitePCL;

namespace Refigure.Traces.Nsys;

/// <summary>
/// The rows of an export that are things a GPU did. Of each row seven numbers are taken through SQLite's own interface: a row
/// costs a fraction of a microsecond, and there are millions.
/// </summary>
internal sealed class NsysRows(NsysSchema schema, TraceBuilder trace, NsysNames names)
{
    // What a column gives where a version does not have it.
    private const string None = "-1";

    // https://docs.nvidia.com/cuda/cupti, CUpti_ActivityMemcpyKind.
    private static readonly string[] CopyKinds =
    [
        "Unknown",
        "Host-to-Device",
        "Device-to-Host",
        "Host-to-Array",
        "Array-to-Host",
        "Array-to-Array",
        "Array-to-Device",
        "Device-to-Array",
        "Device-to-Device",
        "Host-to-Host",
        "Peer-to-Peer",
    ];

    public long Kernels { get; private set; }

    public long Copies { get; private set; }

    public long Sets { get; private set; }

    public long Skipped { get; private set; }

    public long Negative { get; private set; }

    public void ReadKernels() =>
        Kernels = Read(
            NsysSchema.Kernels,
            GpuActivity.Kernel,
            schema.FirstOf(NsysSchema.Kernels, "demangledName", "shortName", "mangledName", "name"),
            names.Of
        );

    public void ReadMemory()
    {
        Copies = Read(
            NsysSchema.Copies,
            GpuActivity.Copy,
            schema.FirstOf(NsysSchema.Copies, "copyKind"),
            kind => names.Of($"[CUDA memcpy {(kind >= 0 && kind < CopyKinds.Length ? CopyKinds[kind] : CopyKinds[0])}]")
        );
        Sets = Read(NsysSchema.Sets, GpuActivity.Set, null, _ => names.Of("[CUDA memset]"));
    }

    private long Read(string table, GpuActivity activity, string? named, Func<long, int> name)
    {
        if (!schema.Has(table))
        {
            return 0;
        }

        string Column(string column) => schema.Columns(table).Contains(column) ? column : None;
        var query =
            $"SELECT {Column("start")}, \"{(schema.Columns(table).Contains("end") ? "end" : "start")}\", {Column("deviceId")}, {Column("streamId")}, {Column("globalPid")}, {named ?? None} FROM {table}";
        var handle = schema.Connection.Handle!;
        Check(raw.sqlite3_prepare_v2(handle, query, out var statement), handle);
        using (statement)
        {
            return Read(statement, handle, activity, name);
        }
    }

    private long Read(sqlite3_stmt statement, sqlite3 handle, GpuActivity activity, Func<long, int> name)
    {
        long count = 0;
        var (lastName, lastNumber) = (long.MinValue, 0);
        while (true)
        {
            var result = raw.sqlite3_step(statement);
            if (result != raw.SQLITE_ROW)
            {
                Check(result == raw.SQLITE_DONE ? raw.SQLITE_OK : result, handle);
                return count;
            }

            var start = raw.sqlite3_column_int64(statement, 0);
            var end = raw.sqlite3_column_int64(statement, 1);
            // A null reads as 0: an event that the profiler did not see the end of.
            if (end < start || (end == 0 && start == 0))
            {
                Skipped++;
                Negative += end < start && end != 0 ? 1 : 0;
                continue;
            }

            var id = raw.sqlite3_column_int64(statement, 5);
            if (id != lastName)
            {
                (lastName, lastNumber) = (id, name(id));
            }

            var process = raw.sqlite3_column_int64(statement, 4);
            trace.Add(
                process == -1 ? null : process,
                raw.sqlite3_column_int64(statement, 2),
                raw.sqlite3_column_int64(statement, 3),
                new GpuEvent(start, end - start, lastNumber, activity)
            );
            count++;
        }
    }

    private static void Check(int result, sqlite3 handle) =>
        Microsoft.Data.Sqlite.SqliteException.ThrowExceptionForRC(result, handle);
}

using Microsoft.Data.Sqlite;
using Refigure.Traces.Reading;

namespace Refigure.Traces.Nsys;

/// <summary>Steps of an export: ranges that the engine marks with NVTX, on the host's time.</summary>
internal static class NsysSteps
{
    // The process of a thread's number: https://docs.nvidia.com/nsight-systems, "Common SQLite Examples".
    private const long ProcessMask = ~0xFFFFFFL;
    private const int MostSteps = 1 << 20;

    public static void Read(NsysSchema schema, TraceBuilder trace)
    {
        var columns = schema.Columns(NsysSchema.Ranges);
        if (!columns.Contains("start") || !columns.Contains("end"))
        {
            return;
        }

        var text = (columns.Contains("text"), columns.Contains("textId")) switch
        {
            (true, true) => $"coalesce(text, (SELECT value FROM {NsysSchema.Strings} WHERE id = textId))",
            (true, false) => "text",
            (false, true) => $"(SELECT value FROM {NsysSchema.Strings} WHERE id = textId)",
            _ => "null",
        };
        var thread = columns.Contains("globalTid") ? "globalTid" : "null";
        using var command = new SqliteCommand(
            $"SELECT start, \"end\", {text} AS name, {thread} FROM {NsysSchema.Ranges} WHERE \"end\" >= start AND (name LIKE 'execute#_%' ESCAPE '#' OR name LIKE 'ProfilerStep#%') LIMIT {MostSteps}",
            schema.Connection
        );
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            if (rows.GetString(2) is var name && TraceRange.IsStep(name))
            {
                var start = rows.GetInt64(0);
                trace.AddStep(
                    new TraceRange(name, start, rows.GetInt64(1) - start, null)
                    {
                        Process = rows.IsDBNull(3) ? null : rows.GetInt64(3) & ProcessMask,
                    }
                );
            }
        }
    }
}

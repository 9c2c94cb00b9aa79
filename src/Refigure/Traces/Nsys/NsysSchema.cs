using System.Collections.Immutable;
using Microsoft.Data.Sqlite;

namespace Refigure.Traces.Nsys;

/// <summary>Which tables an export has, and which columns.</summary>
internal sealed class NsysSchema
{
    public const string Strings = "StringIds";
    public const string Kernels = "CUPTI_ACTIVITY_KIND_KERNEL";
    public const string Copies = "CUPTI_ACTIVITY_KIND_MEMCPY";
    public const string Sets = "CUPTI_ACTIVITY_KIND_MEMSET";
    public const string Calls = "CUPTI_ACTIVITY_KIND_RUNTIME";
    public const string Graphs = "CUPTI_ACTIVITY_KIND_GRAPH_TRACE";
    public const string Ranges = "NVTX_EVENTS";

    // Without graphs that were launched as a whole there is no table of them, which is nothing to say.
    private static readonly string[] Expected = [Kernels, Copies, Sets, Calls, Ranges];
    private readonly HashSet<string> _tables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _columns = new(StringComparer.Ordinal);

    public NsysSchema(SqliteConnection connection)
    {
        Connection = connection;
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')";
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            _tables.Add(rows.GetString(0));
        }
    }

    public SqliteConnection Connection { get; }

    /// <summary>Tables that are not there, of those that a report of CUDA with ranges has.</summary>
    public ImmutableArray<string> Absent => [.. Expected.Where(t => !Has(t))];

    public bool Has(string table) => _tables.Contains(table);

    /// <summary>The columns of a table; empty if there is no such table.</summary>
    public IReadOnlySet<string> Columns(string table)
    {
        if (!_columns.TryGetValue(table, out var columns))
        {
            columns = new HashSet<string>(StringComparer.Ordinal);
            using var command = Connection.CreateCommand();
            command.CommandText = "SELECT name FROM pragma_table_info($table)";
            command.Parameters.AddWithValue("$table", table);
            using var rows = command.ExecuteReader();
            while (rows.Read())
            {
                columns.Add(rows.GetString(0));
            }

            _columns.Add(table, columns);
        }

        return columns;
    }

    /// <summary>The first of the columns that the table has; null if it has none.</summary>
    public string? FirstOf(string table, params ReadOnlySpan<string> columns)
    {
        foreach (var column in columns)
        {
            if (Columns(table).Contains(column))
            {
                return column;
            }
        }

        return null;
    }

    /// <summary>How many rows a table has; 0 if there is no such table.</summary>
    public long Count(string table) => Has(table) ? Scalar($"SELECT count(*) FROM {table}") ?? 0 : 0;

    /// <summary>A single whole number; null if there is none.</summary>
    public long? Scalar(string query)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = query;
        return command.ExecuteScalar() as long?;
    }
}

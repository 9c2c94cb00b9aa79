using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Refigure.Tests.Traces.Nsys;

/// <summary>A database as <c>nsys export --type sqlite</c> writes it, table by table.</summary>
internal sealed class MadeDatabase : IDisposable
{
    // Bits 24 and up of a process's number are its identifier and the machine's.
    public const long FirstProcess = (1L << 48) | (1000L << 24);
    public const long SecondProcess = (1L << 48) | (1001L << 24);

    private readonly SqliteConnection _connection;

    public MadeDatabase(string path)
    {
        Path = path;
        _connection = new SqliteConnection($"Data Source={path};Pooling=False");
        _connection.Open();
    }

    public string Path { get; }

    public MadeDatabase Run(FormattableString sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql.ToString(CultureInfo.InvariantCulture);
        command.ExecuteNonQuery();
        return this;
    }

    public MadeDatabase Strings(params (int Id, string Value)[] strings)
    {
        Run($"CREATE TABLE StringIds (id INTEGER NOT NULL PRIMARY KEY, value TEXT NOT NULL)");
        foreach (var (id, value) in strings)
        {
            Run($"INSERT INTO StringIds VALUES ({id}, '{value}')");
        }

        return this;
    }

    /// <summary>The kernels' table; newer versions have more columns.</summary>
    public MadeDatabase KernelTable(string more = ", greenContextId INTEGER, graphNodeId INTEGER") =>
        Run(
            $"CREATE TABLE CUPTI_ACTIVITY_KIND_KERNEL (start INTEGER NOT NULL, end INTEGER, deviceId INTEGER, contextId INTEGER, streamId INTEGER, correlationId INTEGER, globalPid INTEGER, demangledName INTEGER, shortName INTEGER{more})"
        );

    public MadeDatabase Kernel(
        long start,
        long end,
        int name,
        long process = FirstProcess,
        int device = 0,
        int stream = 7
    ) =>
        Run(
            $"INSERT INTO CUPTI_ACTIVITY_KIND_KERNEL (start, end, deviceId, contextId, streamId, correlationId, globalPid, demangledName, shortName) VALUES ({start}, {end}, {device}, 1, {stream}, 1, {process}, {name}, {name})"
        );

    /// <summary>Holds the database as one that writes does.</summary>
    public MadeDatabase Lock() => Run($"BEGIN EXCLUSIVE");

    public void Dispose() => _connection.Dispose();
}

using System.Buffers.Binary;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Refigure.Traces.Reading;

namespace Refigure.Traces.Nsys;

/// <summary>
/// Reads a report of Nsight Systems that was exported as SQLite. Nothing is written; rows are read one by one in the order in which
/// they lie. The exporter makes a table only for what it has, and its columns differ by version: what is absent is said in the
/// coverage. See <see href="https://docs.nvidia.com/nsight-systems/UserGuide/index.html#exporter-sqlite-schema"/>.
/// </summary>
public static class NsysDatabase
{
    private const int CannotOpen = 14;

    /// <summary>Reads one.</summary>
    /// <param name="path">The database.</param>
    /// <param name="source">Its name, for people.</param>
    /// <exception cref="UserErrorException">It is no such database, in use, damaged, or was not finished.</exception>
    public static GpuTrace Read(string path, string source)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(source);
        RefuseCut(path, source);
        try
        {
            using var connection = new SqliteConnection(
                new SqliteConnectionStringBuilder
                {
                    DataSource = path,
                    Mode = SqliteOpenMode.ReadOnly,
                    Pooling = false,
                    DefaultTimeout = 1,
                }.ToString()
            );
            connection.Open();
            return Read(new NsysSchema(connection), source);
        }
        catch (SqliteException e)
        {
            throw Explain(e, path, source);
        }
    }

    private static GpuTrace Read(NsysSchema schema, string source)
    {
        if (!schema.Has(NsysSchema.Strings))
        {
            throw new UserErrorException(
                $"{source} is a database, but no export of Nsight Systems (it has no table {NsysSchema.Strings}): make one with nsys export --type sqlite REPORT.nsys-rep."
            );
        }

        var trace = new TraceBuilder(source, TraceFormat.NsysDatabase) { BaseTime = StartOf(schema) };
        var names = new NsysNames(schema, trace.Names);
        var rows = new NsysRows(schema, trace, names);
        rows.ReadKernels();
        rows.ReadMemory();
        NsysSteps.Read(schema, trace);
        var hidden = schema.Count(NsysSchema.Graphs);
        return trace.Build(
            new TraceCoverage
            {
                Events = rows.Kernels + rows.Copies + rows.Sets + rows.Skipped + hidden,
                Kernels = rows.Kernels,
                Copies = rows.Copies,
                Sets = rows.Sets,
                Skipped = rows.Skipped,
                NegativeDurations = rows.Negative,
                Calls = schema.Count(NsysSchema.Calls),
                GraphLaunches = Math.Max(hidden, GraphCalls(schema)),
                EmptyGraphLaunches = hidden,
                Absent = schema.Absent,
            }
        );
    }

    private static long? StartOf(NsysSchema schema)
    {
        const string Column = "utcEpochNs";
        return schema.Columns("TARGET_INFO_SESSION_START_TIME").Contains(Column)
            ? schema.Scalar($"SELECT {Column} FROM TARGET_INFO_SESSION_START_TIME LIMIT 1")
            : null;
    }

    // With nodes traced, launches are known by their calls.
    private static long GraphCalls(NsysSchema schema) =>
        schema.Columns(NsysSchema.Calls).Contains("nameId")
            ? schema.Scalar(
                $"SELECT count(*) FROM {NsysSchema.Calls} WHERE nameId IN (SELECT id FROM {NsysSchema.Strings} WHERE value LIKE 'cudaGraphLaunch%' OR value LIKE 'cuGraphLaunch%')"
            ) ?? 0
            : 0;

    // Where the end of a file is missing, SQLite notices only what it needs of it. https://www.sqlite.org/fileformat.html
    private static void RefuseCut(string path, string source)
    {
        Span<byte> header = stackalloc byte[100];
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 1);
        if (file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length)
        {
            return;
        }

        var size = BinaryPrimitives.ReadUInt16BigEndian(header[16..]);
        var pages = BinaryPrimitives.ReadUInt32BigEndian(header[28..]);
        var isKnown = header[24..28].SequenceEqual(header[92..96]);
        if (header.StartsWith("SQLite format 3\0"u8) && isKnown && file.Length < (size == 1 ? 65536L : size) * pages)
        {
            throw new UserErrorException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{source} is damaged or half written ({file.Length} bytes of {(size == 1 ? 65536L : size) * pages}): export it again with nsys export --type sqlite."
                )
            );
        }
    }

    // https://www.sqlite.org/rescode.html
    private static UserErrorException Explain(SqliteException e, string path, string source)
    {
        const int Busy = 5;
        const int Locked = 6;
        const int ReadOnly = 8;
        const int NoDatabase = 26;
        var unfinished = File.Exists(path + "-journal") || File.Exists(path + "-wal");
        var what = e.SqliteErrorCode switch
        {
            Busy or Locked => "is in use by another program: wait until it is exported, or copy it",
            CannotOpen or ReadOnly when unfinished =>
                "was not finished by what wrote it (its journal lies beside it): export it again with nsys export --type sqlite",
            CannotOpen => "cannot be opened: name a file that may be read",
            NoDatabase => "is no SQLite database: make one with nsys export --type sqlite REPORT.nsys-rep",
            _ =>
                $"is damaged or half written ({e.Message.TrimEnd('.')}): export it again with nsys export --type sqlite",
        };
        return new UserErrorException(string.Create(CultureInfo.InvariantCulture, $"{source} {what}."), e);
    }
}

using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Refigure.Traces;
using Refigure.Traces.Analysis;

namespace Refigure.Benchmarks;

/// <summary>What an export of Nsight Systems costs: kernels a second, and peak memory. The third reading is of compiled code.</summary>
internal static class NsysReadingCost
{
    private const int Names = 200;

    public static void Print(long kernels)
    {
        var path = Path.Combine(Path.GetTempPath(), $"refigure-{Environment.ProcessId}.sqlite");
        try
        {
            Write(path, kernels);
            for (var i = 0; i < 3; i++)
            {
                Once(path);
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void Once(string path)
    {
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var start = Stopwatch.GetTimestamp();
        var trace = TraceFiles.Read(path).Traces[0];
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        process.Refresh();
        var read = (process.TotalProcessorTime - before).TotalSeconds;
        start = Stopwatch.GetTimestamp();
        var analysis = TraceAnalysis.Of([trace]);
        Console.WriteLine(
            $"{new FileInfo(path).Length / 1e6:0} MB, {trace.Coverage.Kernels} kernels: read in {seconds:0.000} s, processor {read:0.000} s ({trace.Coverage.Kernels / read / 1e6:0.00} million kernels a second); "
                + $"analysed in {Stopwatch.GetElapsedTime(start).TotalSeconds:0.000} s ({analysis.TopKernels.Length} names); peak memory {process.PeakWorkingSet64 / 1e6:0} MB"
        );
    }

    private static void Write(string path, long kernels)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        Run(connection, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF");
        Run(connection, "CREATE TABLE StringIds (id INTEGER NOT NULL PRIMARY KEY, value TEXT NOT NULL)");
        for (var i = 0; i < Names; i++)
        {
            Run(connection, $"INSERT INTO StringIds VALUES ({i}, 'void kernel_{i}<float, {i}>(int, float*)')");
        }

        // The columns of an export of 2025, in their order.
        Run(
            connection,
            "CREATE TABLE CUPTI_ACTIVITY_KIND_KERNEL (start INTEGER NOT NULL, end INTEGER NOT NULL, deviceId INTEGER NOT NULL, contextId INTEGER NOT NULL, greenContextId INTEGER, streamId INTEGER NOT NULL, correlationId INTEGER, globalPid INTEGER, demangledName INTEGER NOT NULL, shortName INTEGER NOT NULL, mangledName INTEGER, launchType INTEGER, cacheConfig INTEGER, registersPerThread INTEGER NOT NULL, gridX INTEGER NOT NULL, gridY INTEGER NOT NULL, gridZ INTEGER NOT NULL, blockX INTEGER NOT NULL, blockY INTEGER NOT NULL, blockZ INTEGER NOT NULL, staticSharedMemory INTEGER NOT NULL, dynamicSharedMemory INTEGER NOT NULL, localMemoryPerThread INTEGER NOT NULL, localMemoryTotal INTEGER NOT NULL, gridId INTEGER NOT NULL, sharedMemoryExecuted INTEGER, graphNodeId INTEGER, sharedMemoryLimitConfig INTEGER)"
        );
        Run(
            connection,
            $"WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {kernels - 1}) INSERT INTO CUPTI_ACTIVITY_KIND_KERNEL SELECT 4453348423094000 + i * 6000, 4453348423094000 + i * 6000 + 1500 + (i * 7919) % 4000, i % 2, 1, null, 17, i, 281479271677952 + (i % 2) * 16777216, (i * 31) % {Names}, (i * 31) % {Names}, null, null, 0, 32, 64, 1, 1, 128, 1, 1, 0, 0, 0, 0, i, null, null, 0 FROM n"
        );
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

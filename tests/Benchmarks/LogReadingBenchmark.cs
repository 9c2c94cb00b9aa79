using BenchmarkDotNet.Attributes;
using Refigure.Logs;

namespace Refigure.Benchmarks;

/// <summary>
/// Reading startup logs: the study's and our own, one after the other in memory, until they are 64 MiB; the throughput
/// is 64 MiB by the mean. The folder is REFIGURE_SHARED, or <c>shared</c> beside the checkout.
/// </summary>
[MemoryDiagnoser]
public class LogReadingBenchmark
{
    private const int Size = 64 * 1024 * 1024;

    private byte[] _logs = [];
    private byte[][] _files = [];

    [GlobalSetup]
    public void Load()
    {
        _files = [.. Paths(SharedFolder.Path("data")).Select(File.ReadAllBytes)];
        using var all = new MemoryStream(Size + (1024 * 1024));
        for (var i = 0; all.Length < Size; i++)
        {
            all.Write(_files[i % _files.Length]);
        }

        _logs = all.ToArray();
    }

    [Benchmark]
    public StartupLog One_large_log_in_memory() => StartupLogReader.Read(_logs);

    [Benchmark]
    public StartupLog One_large_log_from_a_stream()
    {
        using var stream = new MemoryStream(_logs);
        return StartupLogReader.Read(stream);
    }

    [Benchmark]
    public int Each_log_of_the_study()
    {
        var phases = 0;
        foreach (var file in _files)
        {
            phases += StartupLogReader.Read(file).Phases.Length;
        }

        return phases;
    }

    private static IEnumerable<string> Paths(string data) =>
        Directory
            .EnumerateFiles(Path.Combine(data, "breaking-the-ice"), "*.txt", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Path.Combine(data, "lab"), "engine.log", SearchOption.AllDirectories))
            .Order(StringComparer.Ordinal);
}

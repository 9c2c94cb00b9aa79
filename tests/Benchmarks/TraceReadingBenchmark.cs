using System.IO.Compression;
using BenchmarkDotNet.Attributes;
using Refigure.Traces;
using Refigure.Traces.Analysis;

namespace Refigure.Benchmarks;

/// <summary>Reading a generated trace of 64 MB in memory; the throughput is 64 MB by the mean.</summary>
[MemoryDiagnoser]
public class TraceReadingBenchmark
{
    private const int Megabytes = 64;
    private byte[] _text = [];
    private byte[] _compressed = [];
    private GpuTrace? _trace;

    [GlobalSetup]
    public void Make()
    {
        using var text = new MemoryStream();
        using (var generated = new GeneratedTrace(Megabytes))
        {
            generated.CopyTo(text);
        }

        _text = text.ToArray();
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(_text);
        }

        _compressed = compressed.ToArray();
        _trace = Plain();
    }

    [Benchmark]
    public GpuTrace Plain()
    {
        using var stream = new MemoryStream(_text);
        return KinetoReader.Read(stream, "trace.json");
    }

    [Benchmark]
    public GpuTrace Gzip()
    {
        using var stream = new GZipStream(new MemoryStream(_compressed), CompressionMode.Decompress);
        return KinetoReader.Read(stream, "trace.json.gz");
    }

    [Benchmark]
    public TraceAnalysis Analysis() => TraceAnalysis.Of([_trace!]);
}

using System.Text;
using Refigure.Traces;

namespace Refigure.Tests.Traces;

/// <summary>Small traces, written as Kineto writes them.</summary>
internal static class TinyTrace
{
    public static GpuTrace Read(string json, string source = "trace.json")
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return KinetoReader.Read(stream, source);
    }

    public static string Of(params string[] events) => Of(0, 1, events);

    public static string Of(int rank, int world, params string[] events) =>
        $$"""
            {
              "schemaVersion": 1,
              "distributedInfo": {"backend": "nccl", "rank": {{rank}}, "world_size": {{world}}, "pg_config": [{"rank": 7}]},
              "baseTimeNanoseconds": 1790857026000000000,
              "traceEvents": [
              {{string.Join(",\n  ", events)}}
              ],
              "traceName": "/tmp/x.json"
            }
            """;

    public static string Kernel(string name, string start, string duration, int stream = 7, int correlation = 1) =>
        $$"""
            {
                "ph": "X", "cat": "kernel", "name": "{{name}}", "pid": 0, "tid": {{stream}},
                "ts": {{start}}, "dur": {{duration}},
                "args": { "queued": 0, "device": 0, "context": 1, "stream": {{stream}}, "correlation": {{correlation}}, "grid": [1, 1, 1] }
              }
            """;

    public static string Call(string name, int correlation = 1) =>
        $$"""
            {
                "ph": "X", "cat": "cuda_runtime", "name": "{{name}}", "pid": 9, "tid": 9, "ts": 1.000, "dur": 1.000,
                "args": { "cbid": 1, "correlation": {{correlation}} }
              }
            """;

    public static GpuEvent[] Events(GpuTrace trace) => [.. trace.Timelines.SelectMany(t => t.InOrder())];
}

using System.Text.Json;
using Refigure.Testing;
using Refigure.Traces;
using Refigure.Traces.Analysis;

namespace Refigure.Tests.Traces;

/// <summary>The traces of vLLM 0.25.1 on two GPUs, and what was computed of them independently.</summary>
internal static class LabTraces
{
    private static readonly Lazy<JsonDocument> Reference = new(() =>
        JsonDocument.Parse(File.ReadAllText(SharedData.Path("reference/lab.json")))
    );

    public static string Folder(string mode) => SharedData.Path($"data/lab/h200/traces/profile-tp2-{mode}/trace");

    public static TraceSet Read(string mode) => TraceFiles.Read(Folder(mode));

    public static TraceAnalysis Analyse(string mode) => TraceAnalysis.Of(Read(mode).Traces);

    public static JsonElement Expected(string mode, int rank) =>
        Reference
            .Value.RootElement.GetProperty("traces")
            .EnumerateArray()
            .Single(t => t.GetProperty("mode").GetString() == mode && t.GetProperty("rank").GetInt32() == rank);

    public static JsonElement Skew(string mode) =>
        Reference.Value.RootElement.GetProperty("notes").GetProperty("skew").GetProperty(mode);

    public static long Nanoseconds(JsonElement microseconds) => (long)(microseconds.GetDecimal() * 1000);
}

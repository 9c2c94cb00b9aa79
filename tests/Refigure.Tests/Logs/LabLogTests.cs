using System.Text.Json;
using Refigure.Logs;
using Refigure.Testing;

namespace Refigure.Tests.Logs;

/// <summary>Our own recordings of vLLM 0.25.1 and 0.20.2 against the numbers that were taken from them independently.</summary>
public sealed class LabLogTests
{
    // The marks' seconds since 1970 are doubles, which resolve a quarter of a microsecond: a half may be rounded either way.
    private static readonly string[] AgainstMarks =
    [
        "begin_to_first_log",
        "ready_to_first_answer",
        "last_log_after_end",
    ];

    [SharedFact]
    public void Every_phase_and_every_extra_of_the_recordings_is_read()
    {
        using var reference = JsonDocument.Parse(File.ReadAllBytes(SharedData.Path("reference/lab.json")));
        var runs = reference.RootElement.GetProperty("startup");
        runs.GetArrayLength().ShouldBe(14);
        foreach (var run in runs.EnumerateArray())
        {
            var path = SharedData.Path("data/lab/" + run.GetProperty("path").GetString());
            using var stream = File.OpenRead(path);
            var log = StartupLogReader.Read(stream);

            log.EngineVersion.ShouldBe(run.GetProperty("version").GetString(), path);
            var step = run.GetProperty("log").GetString() is "us"
                ? TimestampResolution.Microsecond
                : TimestampResolution.Millisecond;
            log.Resolution.ShouldBe(step, path);
            log.CompileCache.ShouldBe(
                run.GetProperty("cache").GetString() is "compile-cold"
                    ? CompileCacheState.Compiled
                    : CompileCacheState.Loaded,
                path
            );
            foreach (var phase in run.GetProperty("phases").EnumerateObject())
            {
                log.ShouldHave(phase.Name, Number(phase.Value), path);
            }

            foreach (var extra in run.GetProperty("extra").EnumerateObject())
            {
                if (extra.Name is "log_records")
                {
                    log.RecordCount.ShouldBe(extra.Value.GetInt32(), path);
                }
                else if (AgainstMarks.Contains(extra.Name))
                {
                    log.ValueOf(extra.Name).ShouldBe(extra.Value.GetDouble(), 1.1e-6, $"{path}: {extra.Name}");
                }
                else
                {
                    log.ShouldHave(extra.Name, Number(extra.Value), path);
                }
            }
        }
    }

    [SharedTheory]
    [InlineData("llama-1b+sizes3", 3, 0.570)]
    [InlineData("llama-1b+sizes10", 10, 0.855)]
    [InlineData("llama-1b+sizes20", 20, 1.214)]
    public void Capture_by_stamps_and_the_number_of_sizes_are_read(string name, int sizes, double seconds)
    {
        var path = SharedData.Path($"data/lab/h200/startup/{name}/compile-cold-1/engine.log");
        var log = StartupLogReader.Read(File.ReadAllBytes(path));

        log.ValueOf("cudagraph_capture_sizes").ShouldBe(sizes);
        log.ValueOf("capture_stamps").ShouldBe(seconds, 1e-9);
        log.ValueOf("initialize_engine").ShouldBe(log.ValueOf("mark_engine"));
    }

    private static double? Number(JsonElement value) =>
        value.ValueKind == JsonValueKind.Null ? null : value.GetDouble();
}

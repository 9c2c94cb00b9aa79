using System.IO.Compression;
using Refigure.Logs;
using Refigure.Serving;
using Refigure.Testing;

namespace Refigure.Tests.Logs;

/// <summary>Where the time of our own recordings of vLLM goes: everything that is long has a name.</summary>
public sealed class RecordedAccountTests
{
    private static readonly string[] Names =
    [
        "begin_to_first_log",
        "engine_config",
        "engine_core_start",
        "model_loading_rest",
        "torch_compile_rest",
        "init_engine_rest",
        "engine_handover",
        "ready_to_first_answer",
        "last_log_after_end",
    ];

    private static string Recorded { get; } = Path.Combine(CheckoutRoot.Folder, "figures", "recorded");

    public static TheoryData<string> Logs
    {
        get
        {
            var logs = new TheoryData<string>();
            foreach (var path in Directory.EnumerateFiles(Recorded, "engine.log.gz", SearchOption.AllDirectories))
            {
                // What a server said under load is no account of a start.
                if (!File.Exists(Path.Combine(Path.GetDirectoryName(path)!, ServingFiles.Requests + ".gz")))
                {
                    logs.Add(Path.GetRelativePath(Recorded, path));
                }
            }

            return logs;
        }
    }

    [Theory]
    [MemberData(nameof(Logs))]
    public void Less_than_a_twentieth_of_a_recorded_start_has_no_name(string name)
    {
        var log = Read(name);

        var wall = log.ValueOf("wall");
        (log.ValueOf("unattributed") / wall).ShouldBeLessThan(0.05);
        (log.ValueOf("overlapping") / wall).ShouldBeLessThan(0.01);
        (log.ValueOf("attributed") + log.ValueOf("overlapping") + log.ValueOf("unattributed")).ShouldBe(wall, 1e-9);
    }

    [Theory]
    [MemberData(nameof(Logs))]
    public void The_whole_is_from_the_scripts_beginning_to_the_last_line(string name)
    {
        var log = Read(name);

        log.ValueOf("wall").ShouldBe(log.ValueOf("begin_to_first_log") + log.ValueOf("actual_total_time"), 1e-9);
    }

    [Theory]
    [MemberData(nameof(Logs))]
    public void Every_name_is_read_and_names_its_lines(string name)
    {
        var log = Read(name);

        foreach (var phase in Names)
        {
            log.ValueOf(phase).ShouldBeGreaterThanOrEqualTo(0, phase);
            log.Phase(phase).Lines.ShouldNotBeEmpty(phase);
        }
    }

    [Fact]
    public void The_longest_gaps_of_a_cold_start_are_those_that_were_found_by_hand()
    {
        var log = Read("imported/h200/llama-1b/compile-cold-1/engine.log.gz");

        log.ValueOf("kernel_warmup_gap").ShouldBe(11.9, 0.8);
        log.ValueOf("engine_core_start").ShouldBe(0.95, 0.01);
        log.ValueOf("torch_compile_rest").ShouldBe(11.59 - 2.92 - 7.06, 0.05);
        log.ValueOf("init_engine_rest").ShouldBeLessThan(2);
    }

    private static StartupLog Read(string name)
    {
        using var file = File.OpenRead(Path.Combine(Recorded, name));
        using var log = new GZipStream(file, CompressionMode.Decompress);
        return StartupLogReader.Read(log);
    }
}

using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Refigure.Logs;

namespace Refigure.Tests.Engines;

/// <summary>
/// <c>envs/vllm/startup.py</c> with a stub in the shape of each version: what it prints is what the log reader reads, and
/// whatever happens, the exit code says so and nothing is left.
/// </summary>
public sealed partial class StartupDriverTests : IDisposable
{
    private static readonly string[] Whole = ["begin", "imported", "engine", "first_answer", "end"];
    private readonly StartupDriver _driver = new();

    public void Dispose() => _driver.Dispose();

    [DriverTheory]
    [InlineData("0.3.1", null)]
    [InlineData("0.4.0", null)]
    [InlineData("0.5.0", null)]
    [InlineData("0.6.0", null)]
    [InlineData("0.7.0", null)]
    [InlineData("0.8.0", "fork")]
    [InlineData("0.9.0", "spawn")]
    [InlineData("0.10.0", "fork")]
    [InlineData("0.10.1.1", "fork")]
    [InlineData("0.11.0", "spawn")]
    [InlineData("0.20.2", "fork")]
    [InlineData("0.25.1", "spawn")]
    [InlineData("0.33.0", "fork")]
    public void A_start_of_each_version_is_told_to_the_microsecond(string version, string? method)
    {
        _driver.With("STUB_VLLM_VERSION", version).With("VLLM_LOGGING_LEVEL", "DEBUG");
        _driver.With("VLLM_WORKER_MULTIPROC_METHOD", method ?? "fork");

        _driver.Run(interrupt: null, "--model", "some/model", "--max-model-len", "4096").ShouldBe(0, _driver.Error);

        _driver.Marks.ShouldBe(Whole);
        _driver.Mark("imported").GetProperty("version").GetString().ShouldBe(version);
        _driver.Mark("first_answer").GetProperty("tokens").GetInt32().ShouldBe(8);
        foreach (var line in Lines().Where(l => !l.StartsWith('{')))
        {
            OurForm().IsMatch(line).ShouldBeTrue(line);
        }

        var log = StartupLogReader.Read(Encoding.UTF8.GetBytes(_driver.Output));
        log.Resolution.ShouldBe(TimestampResolution.Microsecond);
        log.RecordCount.ShouldBe(Lines().Length - Whole.Length);
        log.EngineVersion.ShouldBe(version == "0.3.1" ? null : version);
        log.Model.ShouldBe("some/model");
        var capture = version is "0.3.1" or "0.4.0" or "0.5.0" or "0.6.0" ? 2 : 2.12;
        log.Find("graph_capturing")!.Value.ShouldBe(capture);
        if (method is not null)
        {
            log.Find("tokenizer_init")!.Value.ShouldBe(0.1234);
            log.Find("model_init")!.Value.ShouldBe(0.2345);
            Lines().Count(l => l.Contains(" EngineCore ", StringComparison.Ordinal)).ShouldBeGreaterThan(5);
        }

        _driver.Left.ShouldBeEmpty();
    }

    [DriverTheory]
    [InlineData("0.9.0", "--cuda-graph-sizes")]
    [InlineData("0.25.1", "--cudagraph-capture-sizes")]
    [InlineData("0.25.1", "--cudagraph_capture_sizes")]
    public void Lists_reach_the_engine_under_the_name_of_its_version(string version, string name)
    {
        _driver.With("STUB_VLLM_VERSION", version);

        _driver.Run(interrupt: null, "--model", "m", name, "1", "2", "4").ShouldBe(0, _driver.Error);

        _driver.Marks.ShouldBe(Whole);
    }

    [DriverTheory]
    [InlineData("0.3.1")]
    [InlineData("0.8.0")]
    [InlineData("0.25.1")]
    public void An_engine_that_fails_ends_with_1_and_says_why(string version)
    {
        _driver.With("STUB_VLLM_VERSION", version).With("STUB_VLLM_FAILS", "1");

        _driver.Run(interrupt: null, "--model", "m").ShouldBe(1);

        _driver.Marks.ShouldBe(["begin", "imported", "failed"]);
        _driver
            .Mark("failed")
            .GetProperty("error")
            .GetString()
            .ShouldBe("RuntimeError: CUDA error: out of memory (stub)");
        _driver.Error.ShouldContain("Traceback");
        _driver.Left.ShouldBeEmpty();
    }

    [DriverTheory]
    [InlineData("0.4.0")]
    [InlineData("0.25.1")]
    public void An_argument_that_the_version_does_not_have_ends_with_2(string version)
    {
        _driver.With("STUB_VLLM_VERSION", version);

        _driver.Run(interrupt: null, "--model", "m", "--no-such-argument").ShouldBe(2);

        _driver.Marks.ShouldBe(["begin", "failed"]);
        _driver.Error.ShouldContain("unrecognized arguments: --no-such-argument");
    }

    [DriverTheory]
    [InlineData("0.25.1", "0.25.1", 0)]
    [InlineData("0.25.1+cu129", "0.25.1", 0)]
    [InlineData("0.25.1", "0.20.2", 1)]
    public void Another_version_than_the_expected_one_is_refused(string version, string expected, int exitCode)
    {
        _driver.With("STUB_VLLM_VERSION", version).With("REFIGURE_EXPECT_VLLM", expected);

        _driver.Run(interrupt: null, "--model", "m").ShouldBe(exitCode);

        if (exitCode != 0)
        {
            _driver.Marks.ShouldBe(["begin", "failed"]);
            var error = _driver.Mark("failed").GetProperty("error").GetString()!;
            error.ShouldStartWith("RuntimeError: vLLM 0.25.1 was imported from ");
            error.ShouldEndWith("but 0.20.2 was expected");
        }
    }

    [DriverTheory]
    [InlineData("0.4.0")]
    [InlineData("0.25.1")]
    public void A_SIGTERM_ends_the_start_and_its_processes(string version)
    {
        _driver.With("STUB_VLLM_VERSION", version).With("STUB_VLLM_HANGS", "1").With("STUB_VLLM_CHILD", "child");

        _driver.Run(interrupt: "LLM engine", "--model", "m").ShouldBe(143);

        _driver.Marks.ShouldBe(["begin", "imported", "failed"]);
        _driver.Mark("failed").GetProperty("error").GetString().ShouldBe("ended by SIGTERM");
        ChildIsGone();
        _driver.Left.ShouldBeEmpty();
    }

    [DriverTheory]
    [InlineData("0.25.1")]
    public void A_SIGTERM_that_comes_where_the_interpreter_swallows_what_is_raised_ends_the_start_all_the_same(
        string version
    )
    {
        _driver.With("STUB_VLLM_VERSION", version).With("STUB_VLLM_HANGS", "interrupted around a fork");

        _driver.Run(interrupt: null, "--model", "m").ShouldBe(143, _driver.Error);

        _driver.Error.ShouldContain("Exception ignored");
        _driver.Mark("failed").GetProperty("error").GetString().ShouldBe("ended by SIGTERM");
        _driver.Left.ShouldBeEmpty();
    }

    [DriverTheory]
    [InlineData("child")]
    [InlineData("orphan")]
    [InlineData("stubborn")]
    public void What_the_engine_leaves_behind_is_ended(string how)
    {
        _driver.With("STUB_VLLM_CHILD", how);

        _driver.Run(interrupt: null, "--model", "m").ShouldBe(0, _driver.Error);

        _driver.Marks.ShouldBe(Whole);
        ChildIsGone();
    }

    [DriverTheory]
    [InlineData("spawn")]
    public void Shared_memory_that_the_engine_leaves_behind_is_freed_at_once(string method)
    {
        _driver.With("STUB_VLLM_CHILD", "shared memory").With("VLLM_WORKER_MULTIPROC_METHOD", method);

        _driver.Run(interrupt: null, "--model", "m").ShouldBe(0, _driver.Error);

        // Its helper ignores signals: one that was waited for until it is killed would free nothing.
        var name = Lines().Single(l => l.StartsWith("shared memory ", StringComparison.Ordinal)).Split(' ')[2];
        File.Exists(Path.Combine("/dev/shm", name)).ShouldBeFalse();
    }

    [DriverTheory]
    [InlineData("json.py")]
    [InlineData("vllm.py")]
    public void A_file_of_the_working_folder_takes_nobodys_place(string name)
    {
        _driver.Beside(name, "raise SystemExit('the wrong module')\n");

        _driver.Run(interrupt: null, "--model", "m").ShouldBe(0, _driver.Error);
    }

    private string[] Lines() => _driver.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private void ChildIsGone()
    {
        var id = Lines().Single(l => l.StartsWith("child ", StringComparison.Ordinal)).Split(' ')[1];
        int.Parse(id, CultureInfo.InvariantCulture).ShouldBeGreaterThan(1);
        Directory.Exists($"/proc/{id}").ShouldBeFalse($"process {id} is still there");
    }

    [GeneratedRegex(
        @"^(\(EngineCore pid=\d+\) )?\d{10}\.\d{6} \d+ (MainProcess|EngineCore) (DEBUG|INFO) \[\S+:\d+\] \S",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex OurForm();
}

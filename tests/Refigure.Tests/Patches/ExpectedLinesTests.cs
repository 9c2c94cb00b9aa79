using Refigure.Patches;

namespace Refigure.Tests.Patches;

/// <summary>After patching, the first start shows whether the patches are in force.</summary>
public sealed class ExpectedLinesTests : IDisposable
{
    private const string Stamp = "1795309567.839431 2428 EngineCore INFO [base_loader.py:55] ";
    private const string Model = Stamp + "NEW: Initializing Model took 0.1234 seconds";
    private const string Captured = Stamp + "Graph capturing finished in 2.12 secs, took 0.45 GiB";
    private const string Where = "(vllm/loader.py, version 1.2.3)";

    private readonly SamplePatches _sample = new();

    public void Dispose() => _sample.Dispose();

    [Fact]
    public void A_start_that_prints_each_line_once_is_right() => Check(Model, Captured).ShouldBeEmpty();

    [Theory]
    [InlineData("(EngineCore_0 pid=5) INFO 11-24 01:02:03 [base_loader.py:55] ")]
    [InlineData("INFO 11-24 01:02:03.456 base_loader.py:55] ")]
    [InlineData("Capturing:  98%|#| 50/51 [00:00<00:00, 80.36it/s](EngineCore pid=5) INFO 11-24 01:02:03 [a.py:1] ")]
    public void Any_form_of_the_log_is_read(string header) =>
        Check(header + "NEW: Initializing Model took 0.1234 seconds").ShouldBeEmpty();

    [Fact]
    public void A_line_that_is_missing_is_named_with_its_file_and_version() =>
        Check(Captured)
            .ShouldHaveSingleItem()
            .ShouldBe(
                "the line 'NEW: Initializing Model took' of patches/vllm-1.2.3 was not printed "
                    + Where
                    + ": those files were not patched when it started, or do something else"
            );

    [Fact]
    public void Text_within_another_message_is_not_the_line() =>
        Check(Stamp + "it said: NEW: Initializing Model took 0.1234 seconds").ShouldHaveSingleItem();

    [Fact]
    public void A_line_that_one_process_prints_twice_is_wrong() =>
        Check(Model, Model)
            .ShouldHaveSingleItem()
            .ShouldBe(
                "the line 'NEW: Initializing Model took' of patches/vllm-1.2.3 was printed 2 times by one process, not once "
                    + Where
            );

    [Fact]
    public void Each_worker_of_a_tensor_parallel_engine_prints_its_own() =>
        Check(
                "(Worker_TP0 pid=11) " + Model,
                "(Worker_TP1 pid=12) " + Model,
                "(Worker_TP0 pid=11) " + Captured,
                "(Worker_TP1 pid=12) " + Captured
            )
            .ShouldBeEmpty();

    [Fact]
    public void A_start_that_captures_no_graphs_is_right() => Check(Model).ShouldBeEmpty();

    [Fact]
    public void A_capture_without_decimals_shows_that_its_file_is_not_patched() =>
        Check(Model, Stamp + "Graph capturing finished in 2 secs, took 0.45 GiB")
            .ShouldHaveSingleItem()
            .ShouldBe(
                "the line 'Graph capturing finished in' of patches/vllm-1.2.3 says '2', not a number with 2 decimals (vllm/worker/runner.py, version 1.2.3): that file was not patched when it started"
            );

    [Fact]
    public void What_the_banner_says_excuses_a_line_and_nothing_else_does()
    {
        const string banner = "Initializing a V1 LLM engine (v1.2.3) with config: model='m', load_format=gguf, ";
        Check(Stamp + banner).ShouldBeEmpty();
        Check(Stamp + "maybe load_format=gguf would do").ShouldHaveSingleItem();
    }

    private IEnumerable<string> Check(params string[] lines) => ExpectedLines.Check(_sample.Series, "1.2.3", lines);
}

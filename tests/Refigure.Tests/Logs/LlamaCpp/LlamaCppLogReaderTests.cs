using System.Text;
using Refigure.Logs;
using Refigure.Logs.LlamaCpp;

namespace Refigure.Tests.Logs.LlamaCpp;

public sealed class LlamaCppLogReaderTests
{
    private const string Start = """
        2026-11-24T08:39:19.300000Z 50000 INFO listening on 127.0.0.1, port 33657
        2026-11-24T08:39:19.310000Z 60000 INFO phase llm_imports begin
        2026-11-24T08:39:19.610000Z 360000 INFO phase llm_imports end 0.300000
        2026-11-24T08:39:19.611000Z 361000 INFO node-llama-cpp 3.22.1, llama.cpp v0.5.0, CPU backend AVX2, threads 1
        2026-11-24T08:39:19.611500Z 361500 INFO model /models/synthetic-60m.gguf, 121185984 bytes
        2026-11-24T08:39:19.612000Z 362000 DEBUG engine phase load_weights begin
        2026-11-24T08:39:19.620000Z 370000 INFO phase model_init begin
        2026-11-24T08:39:19.621500Z 371500 INFO phase model_init end 0.001500
        2026-11-24T08:39:19.621500Z 371500 INFO phase load_weights begin
        2026-11-24T08:39:19.721750Z 471750 INFO phase load_weights end 0.100250
        2026-11-24T08:39:19.750000Z 500000 INFO Engine is ready

        """;

    [Fact]
    public void Phases_are_differences_of_the_monotonic_stamps_and_name_their_lines()
    {
        var log = Read(Start);

        var weights = log.Find("load_weights").ShouldNotBeNull();
        weights.Value.ShouldBe(0.10025);
        weights.Lines.ShouldBe([9, 10]);
        log.Find("llm_imports")!.Value.ShouldBe(0.3);
        log.EngineVersion.ShouldBe("3.22.1");
        log.BannerLine.ShouldBe(4);
        log.Model.ShouldBe("/models/synthetic-60m.gguf");
        log.Resolution.ShouldBe(TimestampResolution.Microsecond);
    }

    [Fact]
    public void Model_loading_is_the_sum_of_its_parts_and_the_whole_ends_when_the_engine_is_ready()
    {
        var log = Read(Start);

        log.Find("model_loading")!.Value.ShouldBe(0.10175);
        log.Find("actual_total_time")!.Value.ShouldBe(0.5);
        log.Find("actual_total_time")!.Lines.ShouldBe([11]);
    }

    [Fact]
    public void Attributed_overlapping_and_unattributed_add_up_to_the_wall_time()
    {
        var log = Read(Start);

        log.Find("wall")!.Value.ShouldBe(0.5);
        log.Find("attributed")!.Value.ShouldBe(0.40175);
        log.Find("overlapping")!.Value.ShouldBe(0);
        log.Find("unattributed")!.Value.ShouldBe(0.09825);
    }

    [Fact]
    public void A_phase_that_is_not_in_the_log_does_not_apply_and_one_without_end_is_missing()
    {
        var log = Read("2026-11-24T08:39:19.300000Z 50000 INFO phase load_weights begin\n");

        log.Find("tokenizer_init")!.Status.ShouldBe(PhaseStatus.NotApplicable);
        log.Find("load_weights")!.Status.ShouldBe(PhaseStatus.Missing);
        log.Find("load_weights")!.Value.ShouldBeNull();
        log.Find("model_loading")!.Value.ShouldBeNull();
        log.Find("actual_total_time")!.Status.ShouldBe(PhaseStatus.Missing);
        log.Find("wall")!.Value.ShouldBeNull();
    }

    [Fact]
    public void A_wall_clock_that_was_set_meanwhile_is_said_and_changes_no_phase()
    {
        var log = Read(Start.Replace("08:39:19.75", "09:39:19.75", StringComparison.Ordinal));

        log.Remarks.ShouldContain("the wall clock was set by 3600 s meanwhile; the phases are of the monotonic clock");
        log.Find("actual_total_time")!.Value.ShouldBe(0.5);
    }

    [Theory]
    [InlineData("")]
    [InlineData("words\n")]
    [InlineData("2026-13-24T08:39:19.300000Z 50000 INFO phase load_weights begin\n")]
    [InlineData("2026-11-24T08:39:19.300000Z x INFO phase load_weights begin\n")]
    [InlineData("2026-11-24T08:39:19.300000Z 99999999999999999999 INFO phase load_weights begin\n")]
    [InlineData("2026-11-24T08:39:19.300000Z 5")]
    [InlineData("2026-11-24T08:39:19.300000Z 5 ")]
    [InlineData("2026-11-24T08:39:19.300000Z 5 INFO phase  begin\n")]
    [InlineData("\0\0\0\n")]
    public void Whatever_the_bytes_are_nothing_has_a_value_that_was_not_read(string text)
    {
        var log = Read(text);

        log.Phases.ShouldAllBe(p => p.Value == null);
    }

    [Fact]
    public void A_stream_is_read_as_bytes_are()
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(Start));

        LlamaCppLogReader.Instance.Read(stream).Find("load_weights")!.Value.ShouldBe(0.10025);
    }

    private static StartupLog Read(string text) => LlamaCppLogReader.Instance.Read(Encoding.UTF8.GetBytes(text));
}

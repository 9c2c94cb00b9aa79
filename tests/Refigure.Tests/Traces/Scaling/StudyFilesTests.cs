using System.Text;
using Refigure.Testing;
using Refigure.Traces;
using Refigure.Traces.Scaling;

namespace Refigure.Tests.Traces.Scaling;

/// <summary>The other files of the study's profiler: execution traces and timing statistics.</summary>
public sealed class StudyFilesTests
{
    [SharedFact]
    public void The_study_s_execution_trace_has_steps_and_no_operators()
    {
        var trace = TraceFiles.Read(SharedData.Path("data/tp-scaling/torch_et_0.json")).Executions.Single();

        trace.Schema.ShouldBe("1.1.1-chakra.0.0.4");
        (trace.Nodes, trace.Steps, trace.Operators).ShouldBe((8, 6, 0));
        trace.Coverage.ShouldBe(
            "torch_et_0.json: 8 nodes, 0 operators, 6 steps of the profiler; CPU operators only: no kernel times. It has no operators either: only the driver's process was observed, not the workers."
        );
    }

    [Fact]
    public void Operators_are_counted_by_name()
    {
        var trace = Execution(
            """{"schema":"1.1.1-chakra.0.0.4","nodes":[{"id":2,"name":"aten::mm"},{"name":"aten::mm"},{"name":"aten::add"},{"id":9}],"finish_ts":1}"""
        );

        trace.Calls.ShouldBe([("aten::mm", 2), ("aten::add", 1)]);
        (trace.Damaged, trace.IsTruncated).ShouldBe((1, false));
        trace.Coverage.ShouldEndWith("1 damaged; CPU operators only: no kernel times.");
    }

    [Fact]
    public void What_is_before_a_break_is_kept_and_the_break_is_said()
    {
        var trace = Execution("""{"schema":"x chakra","nodes":[{"name":"aten::mm"},{"name":"aten::a""");

        (trace.Nodes, trace.IsTruncated).ShouldBe((1, true));
        trace.Coverage.ShouldContain("and it breaks off");
    }

    [Fact]
    public void Another_object_is_no_execution_trace() =>
        Should
            .Throw<UserErrorException>(() => Execution("""{"schema":"chakra"}"""))
            .Message.ShouldContain("is no execution trace");

    [SharedFact]
    public void The_study_s_early_statistics_have_no_latencies()
    {
        var stats = TraceFiles.Read(SharedData.Path("data/tp-scaling/timing_stats_0.json")).Timings.Single();

        stats.Iterations.Length.ShouldBe(5);
        stats.Mean.ShouldBe(1.8394814440514893);
        (stats.TtftMean, stats.TpotP99).ShouldBe((null, null));
        stats.Coverage.ShouldBe(
            "timing_stats_0.json: 5 iterations; missing or null, and left empty: ttft_avg, ttft_p99, tpot_avg, tpot_p99."
        );
    }

    [Fact]
    public void Nulls_stay_missing()
    {
        var stats = Timing(
            """{"iteration_times":[1.5,null,-2],"avg_iteration_time":1.5,"ttft_avg":null,"tpot_avg":0.016}"""
        );

        stats.Iterations.ShouldBe([1.5]);
        stats.TtftMean.ShouldBeNull();
        stats.TpotMean.ShouldBe(0.016);
        stats.Coverage.ShouldContain("1 iterations, 2 without a usable time");
    }

    [Theory]
    [InlineData("", "line 1: this is no JSON")]
    [InlineData("{\n\"iteration_times\": [1.0,", "line 2: this is no JSON, or it breaks off")]
    [InlineData("[]", "is no JSON object")]
    [InlineData("{\"other\": 1}", "has neither iteration_times nor avg_iteration_time")]
    public void Damage_is_one_sentence(string text, string expected) =>
        Should.Throw<UserErrorException>(() => Timing(text)).Message.ShouldContain(expected);

    private static TimingStats Timing(string text) =>
        TimingStatsFile.Read(Encoding.UTF8.GetBytes(text), "timing_stats_0.json");

    private static ExecutionTrace Execution(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return ExecutionTraceReader.Read(stream, "torch_et_0.json");
    }
}

using System.Text;
using Refigure.Traces;

namespace Refigure.Tests.Traces;

public sealed class KinetoReaderTests
{
    [Fact]
    public void Times_are_whole_nanoseconds_to_the_last_digit()
    {
        var trace = TinyTrace.Read(
            TinyTrace.Of(
                TinyTrace.Kernel("a", "4453348423094.347", "3.457"),
                TinyTrace.Kernel("a", "2007199254740993.001", "7"),
                TinyTrace.Kernel("a", "2007199254740994.0016", "0.25"),
                TinyTrace.Kernel("a", "2.1e15", "1e-1")
            )
        );
        TinyTrace
            .Events(trace)
            .Select(e => (e.Start, e.Duration))
            .ShouldBe([
                (4_453_348_423_094_347, 3_457),
                (2_007_199_254_740_993_001, 7_000),
                (2_007_199_254_740_994_002, 250),
                (2_100_000_000_000_000_000, 100),
            ]);
    }

    [Fact]
    public void Rank_world_and_clock_are_those_of_the_header()
    {
        var trace = TinyTrace.Read(TinyTrace.Of(3, 4, TinyTrace.Kernel("a", "1.000", "1.000")));
        trace.Rank.ShouldBe(3);
        trace.WorldSize.ShouldBe(4);
        trace.BaseTime.ShouldBe(1_790_857_026_000_000_000);
    }

    [Theory]
    [InlineData("rank1.1795310374456716886.pt.trace.json.gz", 1)]
    [InlineData("kineto_trace_3.json", 3)]
    [InlineData("rank_12_trace.json", 12)]
    [InlineData("vm_753.async_llm.1.pt.trace.json.gz", null)]
    public void Without_a_header_the_rank_is_that_of_the_file_name(string name, int? rank) =>
        TinyTrace.Read($"[{TinyTrace.Kernel("a", "1", "1")}]", name).Rank.ShouldBe(rank);

    [Fact]
    public void Names_with_escapes_quotes_brackets_and_control_characters_are_read()
    {
        var trace = TinyTrace.Read(
            TinyTrace.Of(
                TinyTrace.Kernel("""void f<\"x\", {[\u0041\\>(int)""", "1", "1"),
                TinyTrace.Kernel("g\u0001\n  {\"".Replace("\"", "\\\"", StringComparison.Ordinal), "2", "1")
            )
        );
        trace.Names.ShouldBe(["void f<\"x\", {[A\\>(int)", "g\u0001\n  {\""]);
        trace.Coverage.Damaged.ShouldBe(0);
    }

    [Fact]
    public void A_name_of_broken_utf8_is_read()
    {
        var bytes = Encoding.Latin1.GetBytes(TinyTrace.Of(TinyTrace.Kernel("f\u00ff", "1", "1")));
        using var stream = new MemoryStream(bytes);
        KinetoReader.Read(stream, "x").Names.ShouldBe(["f\ufffd"]);
    }

    [Fact]
    public void A_trace_that_breaks_off_gives_what_is_before()
    {
        var text = TinyTrace.Of(
            TinyTrace.Kernel("a", "1.000", "1.000"),
            TinyTrace.Kernel("b", "2.000", "1.000"),
            TinyTrace.Kernel("c", "3.000", "1.000")
        );
        for (var cut = text.IndexOf("\"traceEvents\": [", StringComparison.Ordinal) + 17; cut < text.Length - 1; cut++)
        {
            var trace = TinyTrace.Read(text[..cut]);
            trace.Coverage.IsTruncated.ShouldBeTrue($"cut at {cut}");
            trace.Coverage.Kernels.ShouldBe(TinyTrace.Events(trace).Length);
        }

        TinyTrace.Read(text).Coverage.IsTruncated.ShouldBeFalse();
        TinyTrace.Read(text[..text.IndexOf("\"c\"", StringComparison.Ordinal)]).Coverage.Kernels.ShouldBe(2);
    }

    [Fact]
    public void A_damaged_event_is_passed_over_and_counted()
    {
        var trace = TinyTrace.Read(
            TinyTrace.Of(
                TinyTrace.Kernel("a", "1.000", "1.000"),
                "{\n    \"ph\": \"X\", \"cat\" \"kernel\", oops }",
                TinyTrace.Kernel("c", "3.000", "1.000")
            )
        );
        trace.Coverage.Kernels.ShouldBe(2);
        trace.Coverage.Damaged.ShouldBe(1);
        trace.Coverage.IsTruncated.ShouldBeFalse();
    }

    [Fact]
    public void Events_without_a_usable_time_are_left_out_and_counted()
    {
        var coverage = TinyTrace
            .Read(
                TinyTrace.Of(
                    TinyTrace.Kernel("a", "1.000", "-1.000"),
                    TinyTrace.Kernel("a", "NaN", "1.000"),
                    TinyTrace.Kernel("a", "99999999999999999999", "1.000"),
                    TinyTrace.Kernel("a", "5.000", "0.000")
                )
            )
            .Coverage;
        coverage.Kernels.ShouldBe(1);
        coverage.Skipped.ShouldBe(3);
        coverage.NegativeDurations.ShouldBe(1);
    }

    [Fact]
    public void Kernels_hidden_in_graphs_are_noticed()
    {
        var hidden = TinyTrace.Read(
            TinyTrace.Of(
                TinyTrace.Kernel("a", "1", "1", correlation: 5),
                TinyTrace.Call("cudaGraphLaunch", 6),
                TinyTrace.Call("cudaMalloc", 7)
            )
        );
        hidden.Coverage.HidesGraphKernels.ShouldBeTrue();
        hidden.Coverage.Unmatched.ShouldBe(1);
        var shown = TinyTrace.Read(
            TinyTrace.Of(
                TinyTrace.Kernel("a", "1", "1", correlation: 6),
                TinyTrace.Call("cudaGraphLaunch", 6),
                TinyTrace.Call("cudaMalloc", 7)
            )
        );
        shown.Coverage.HidesGraphKernels.ShouldBeFalse();
        shown.Coverage.Unmatched.ShouldBe(0);
    }

    [Fact]
    public void A_trace_with_launches_of_graphs_alone_says_nothing_of_other_launches() =>
        TinyTrace
            .Read(TinyTrace.Of(TinyTrace.Kernel("a", "1", "1", correlation: 5), TinyTrace.Call("cudaGraphLaunch", 6)))
            .Coverage.Unmatched.ShouldBeNull();

    [Fact]
    public void An_event_longer_than_the_window_is_read()
    {
        var padding = new string('x', 3_000_000);
        var trace = TinyTrace.Read(
            TinyTrace.Of(
                TinyTrace.Kernel("a", "1.000", "1.000"),
                $$"""{ "ph": "X", "cat": "cpu_op", "name": "{{padding}}", "ts": 1, "dur": 1 }""",
                TinyTrace.Kernel("c", "3.000", "1.000")
            )
        );
        trace.Coverage.Events.ShouldBe(3);
        trace.Coverage.Kernels.ShouldBe(2);
    }

    [Fact]
    public void A_trace_of_many_windows_loses_nothing()
    {
        var events = Enumerable
            .Range(0, 20_000)
            .Select(i => TinyTrace.Kernel($"k{i % 7}", $"{i * 10}.125", "5.000", i % 3, i + 1));
        var trace = TinyTrace.Read(TinyTrace.Of([.. events]));
        trace.Coverage.Kernels.ShouldBe(20_000);
        trace.Names.Length.ShouldBe(7);
        var read = TinyTrace.Events(trace);
        read.Length.ShouldBe(20_000);
        read.Select((e, i) => e == new GpuEvent((i * 10_000) + 125, 5_000, i % 7, GpuActivity.Kernel))
            .ShouldAllBe(same => same);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \n ")]
    public void An_empty_file_is_said_in_a_sentence(string text) =>
        Should.Throw<UserErrorException>(() => TinyTrace.Read(text)).Message.ShouldStartWith("trace.json is empty: ");

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"results": [1, 2]}""")]
    [InlineData("""{"traceEvents": "no"}""")]
    [InlineData("plain text")]
    public void Other_json_is_no_trace(string text) =>
        Should
            .Throw<UserErrorException>(() => TinyTrace.Read(text))
            .Message.ShouldStartWith("trace.json is no trace: ");
}

using System.Text;
using Refigure.Telemetry;

namespace Refigure.Tests.Telemetry;

public sealed class PrometheusReaderTests
{
    [Theory]
    [InlineData("a 1", "a", 1)]
    [InlineData("a{} 1.5", "a", 1.5)]
    [InlineData("vllm:kv_cache_usage_perc{engine=\"0\"} 1e-05", "vllm:kv_cache_usage_perc", 1e-05)]
    [InlineData("a +Inf", "a", double.PositiveInfinity)]
    [InlineData("a -Inf", "a", double.NegativeInfinity)]
    [InlineData("a NaN", "a", double.NaN)]
    [InlineData("  a\t{ b = \"c\" , }  2  1795309871113 \r", "a", 2)]
    [InlineData("a_total 3 # {trace_id=\"x\"} 0.5", "a_total", 3)]
    public void A_line_has_a_name_and_a_value(string line, string name, double value)
    {
        var sample = Read(line).ShouldHaveSingleItem();
        sample.Name.ShouldBe(name);
        sample.Value.ShouldBe(value);
    }

    [Fact]
    public void Labels_have_their_escapes_undone_and_may_hold_what_separates_them()
    {
        var sample = Read("""a{b="x\"y\\z\nw",c="},=",d="ü",e=""} 1""").ShouldHaveSingleItem();
        sample.Label("b").ShouldBe("x\"y\\z\nw");
        sample.Label("c").ShouldBe("},=");
        sample.Label("d").ShouldBe("ü");
        sample.Label("e").ShouldBe("");
        sample.Label("f").ShouldBeNull();
    }

    [Theory]
    [InlineData("a")]
    [InlineData("a{b=\"c\" 1")]
    [InlineData("a{b=\"c} 1")]
    [InlineData("a{b} 1")]
    [InlineData("a{b=c} 1")]
    [InlineData("a{b=\"c\\")]
    [InlineData("a{1b=\"c\"} 1")]
    [InlineData("a one")]
    [InlineData("a 1 now")]
    [InlineData("1a 1")]
    [InlineData("{a=\"b\"} 1")]
    public void A_damaged_line_is_counted_and_those_around_it_are_read(string line)
    {
        var samples = new List<PrometheusSample>();
        var reader = new PrometheusReader(PrometheusSelection.All, samples.Add);
        reader.Feed(Encoding.UTF8.GetBytes($"before 1\n{line}\nafter 2\n"));
        reader.End();
        samples.Select(s => s.Name).ShouldBe(["before", "after"]);
        reader.Damaged.ShouldBe(1);
    }

    [Fact]
    public void The_type_is_that_of_the_family_before_it()
    {
        var samples = Read(
            """
            # HELP a Words about a.
            # TYPE a gauge
            a 1
            a_more 2
            # TYPE b counter
            b_total 3
            # TYPE c histogram
            c_bucket{le="+Inf"} 4
            c_count 4
            # a comment
            c_sum 0.5
            # EOF
            """
        );
        samples
            .Select(s => (s.Name, s.Type))
            .ShouldBe([
                ("a", PrometheusType.Gauge),
                ("a_more", PrometheusType.Unknown),
                ("b_total", PrometheusType.Counter),
                ("c_bucket", PrometheusType.Histogram),
                ("c_count", PrometheusType.Histogram),
                ("c_sum", PrometheusType.Histogram),
            ]);
    }

    [Fact]
    public void Histograms_and_summaries_are_left_out_unless_asked_for_and_creation_times_always()
    {
        const string Text = """
            # TYPE a histogram
            a_bucket{le="1"} 1
            a_sum 1
            a_count 1
            # TYPE b summary
            b{quantile="0.5"} 1
            b_sum 1
            # TYPE c counter
            c_total 1
            # TYPE c_created gauge
            c_created 1.7953098692977366e+09
            """;
        Read(Text, PrometheusSelection.Plain).Select(s => s.Name).ShouldBe(["c_total"]);
        Read(Text, PrometheusSelection.All).Count.ShouldBe(6);
        Read(Text, PrometheusSelection.Of(["a_sum", "c_created"])).Select(s => s.Name).ShouldBe(["a_sum"]);
    }

    [Fact]
    public void Bytes_may_be_divided_anywhere()
    {
        var text = "# TYPE a gauge\na{b=\"ü\\\"\"} 1\r\n\nc 2"u8.ToArray();
        for (var size = 1; size <= text.Length; size++)
        {
            var samples = new List<PrometheusSample>();
            var reader = new PrometheusReader(PrometheusSelection.All, samples.Add);
            foreach (var part in text.Chunk(size))
            {
                reader.Feed(part);
            }

            reader.End();
            samples.Select(s => (s.Name, s.Label("b"), s.Value)).ShouldBe([("a", "ü\"", 1), ("c", null, 2)]);
            reader.Damaged.ShouldBe(0);
        }
    }

    [Fact]
    public void A_line_without_an_end_is_not_kept_and_what_follows_it_is_read()
    {
        var samples = new List<PrometheusSample>();
        var reader = new PrometheusReader(PrometheusSelection.All, samples.Add);
        var endless = new byte[1 << 16];
        Array.Fill(endless, (byte)'x');
        for (var i = 0; i < 20; i++)
        {
            reader.Feed(endless);
        }

        reader.Feed("\na 1\n"u8);
        reader.End();
        samples.ShouldHaveSingleItem().Value.ShouldBe(1);
        reader.Damaged.ShouldBe(1);
    }

    [Fact]
    public void A_text_without_an_end_is_cut()
    {
        var count = 0;
        var reader = new PrometheusReader(PrometheusSelection.All, _ => count++);
        byte[] lines = [.. Enumerable.Repeat("ab 12345\n"u8.ToArray(), 1 << 16).SelectMany(line => line)];
        for (var i = 0; i < 40; i++)
        {
            reader.Feed(lines);
        }

        reader.End();
        reader.IsCut.ShouldBeTrue();
        count.ShouldBe((int)(PrometheusReader.LongestText / 9));
    }

    [Fact]
    public void More_labels_than_anybody_has_make_a_line_damaged()
    {
        var labels = string.Join(',', Enumerable.Range(0, 65).Select(i => $"l{i}=\"\""));
        Read($"a{{{labels}}} 1").ShouldBeEmpty();
        Read($"a{{{labels[..^7]}}} 1").ShouldHaveSingleItem().Labels.Length.ShouldBe(64);
    }

    [Fact]
    public void Whatever_bytes_come_nothing_is_thrown()
    {
        var random = new Random(7);
        var alphabet = "a{}=\",\\ 1.e+#TYPE\n\r\t\0\xff"u8.ToArray();
        for (var round = 0; round < 2000; round++)
        {
            byte[] text = [.. Enumerable.Range(0, 60).Select(_ => alphabet[random.Next(alphabet.Length)])];
            PrometheusReader
                .Read(text, PrometheusSelection.All)
                .ShouldAllBe(s => s.Name.Length > 0 && !s.Labels.IsDefault);
        }
    }

    private static IReadOnlyList<PrometheusSample> Read(string text, PrometheusSelection? selection = null) =>
        PrometheusReader.Read(Encoding.UTF8.GetBytes(text), selection ?? PrometheusSelection.All);
}

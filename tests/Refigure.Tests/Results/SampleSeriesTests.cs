using Refigure.Results;

namespace Refigure.Tests.Results;

public sealed class SampleSeriesTests
{
    [Fact]
    public void Columns_are_found_by_name_and_an_empty_cell_is_missing()
    {
        var samples = Read("seconds,cpu0,kv_cache_usage,gpu0_memory_bytes\n0.1,5,,100\n0.2,5,0.25,200\n0.3,5,1e-05,\n");

        samples.Seconds.ShouldBe([0.1, 0.2, 0.3]);
        samples.Column("kv_cache_usage").ShouldBe([null, 0.25, 1e-5]);
        samples.Column("gpu0_memory_bytes").ShouldBe([100, 200, null]);
        samples.Lines.ShouldBe([2, 3, 4]);
    }

    [Fact]
    public void A_column_that_is_not_there_or_has_no_value_is_empty()
    {
        var samples = Read("seconds,kv_cache_usage,gpu0_reasons\n0.1,,0x4\n");

        samples.Names.ShouldBeEmpty();
        samples.Column("kv_cache_usage").ShouldBeEmpty();
        samples.Column("nothing").ShouldBeEmpty();
    }

    [Fact]
    public void What_a_killed_host_leaves_is_passed_over()
    {
        var samples = Read("seconds,a\n0.1,1\nx,2\n0.2\n0.05,3\n0.3,NaN\n0.4,4,5\n0.5,6123");

        samples.Seconds.ShouldBe([0.1, 0.3, 0.4]);
        samples.Column("a").ShouldBe([1, null, 4]);
    }

    [Fact]
    public void Lines_may_end_as_on_windows() => Read("seconds,a\r\n1,2\r\n").Column("a").ShouldBe([2]);

    [Theory]
    [InlineData("")]
    [InlineData("time,a\n1,2\n")]
    public void What_is_no_table_of_samples_is_refused(string text) =>
        Should
            .Throw<UserErrorException>(() => Read(text))
            .Message.ShouldBe(
                "samples.csv is damaged: expected a header that begins with seconds: make the run again."
            );

    private static SampleSeries Read(string text) => SampleSeries.Read(new StringReader(text), "samples.csv");
}

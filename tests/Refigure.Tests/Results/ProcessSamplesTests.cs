using Refigure.Results;

namespace Refigure.Tests.Results;

public sealed class ProcessSamplesTests
{
    [Fact]
    public void Samples_are_read_with_their_times_core_by_core()
    {
        var samples = Read("seconds,cpu0,cpu1,memory_bytes\n0.1,50.0,0.0,100\n0.2,100.0,12.5,200\n");

        samples.Cores.ShouldBe(2);
        samples.Seconds.ShouldBe([0.1, 0.2]);
        samples.Percent.ShouldBe([50, 0, 100, 12.5]);
    }

    [Theory]
    [InlineData("0.3,10")]
    [InlineData("0.3,10.0,")]
    [InlineData("0.3,10.0,101,1")]
    [InlineData("0.3,nan,1,1")]
    public void A_row_that_was_cut_off_is_passed_over(string row)
    {
        Read($"seconds,cpu0,cpu1,memory_bytes\n0.1,50.0,0.0,100\n{row}").Seconds.ShouldBe([0.1]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("time,cpu0\n")]
    [InlineData("seconds,memory_bytes\n")]
    public void A_file_that_is_no_table_of_samples_is_named(string text)
    {
        Should
            .Throw<UserErrorException>(() => Read(text))
            .Message.ShouldBe("samples.csv is damaged: expected a header seconds,cpu0,…: make the run again.");
    }

    private static ProcessSamples Read(string text) => ProcessSamples.Read(new StringReader(text), "samples.csv");
}

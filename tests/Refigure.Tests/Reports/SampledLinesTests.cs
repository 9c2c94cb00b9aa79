using System.Text;
using Refigure.Reports.Runs;

namespace Refigure.Tests.Reports;

public sealed class SampledLinesTests
{
    [Fact]
    public void What_was_sampled_of_a_gpu_is_thinned_out_from_the_first_row_to_the_last()
    {
        var rows = Enumerable.Range(0, 400).Select(i => $"{i},5,{1000 + i},{40 + (i / 100)},0x{(i > 200 ? 8 : 4):x}");
        var table = "seconds,cpu0,gpu0_clock_mhz,gpu0_celsius,gpu0_reasons\n" + string.Join('\n', rows) + "\n";

        var lines = SampledLines.Of(Encoding.UTF8.GetBytes(table));

        lines
            .Select(l => l.Name)
            .ShouldBe(["GPU 0 clock", "GPU 0 temperature", "GPU 0 held back (1 by a cap, 2 throttled)"]);
        lines[0].Values.Length.ShouldBe(40);
        (lines[0].Values[0], lines[0].Values[^1]).ShouldBe((1000, 1399));
        (lines[1].Least, lines[1].Most, lines[1].Unit).ShouldBe((40, 43, "°C"));
        (lines[2].Values[0], lines[2].Values[^1]).ShouldBe((1, 2));
    }

    [Theory]
    [InlineData("")]
    [InlineData("seconds,gpu0_celsius\n")]
    [InlineData("seconds,gpu0_celsius\n1,\n2,\n3,\n")]
    [InlineData("no table at all\nx\ny\nz\n")]
    public void A_table_without_numbers_has_no_lines(string table) =>
        SampledLines.Of(Encoding.UTF8.GetBytes(table)).ShouldBeEmpty();
}

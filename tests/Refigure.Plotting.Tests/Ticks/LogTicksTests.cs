using Refigure.Plotting.Ticks;

namespace Refigure.Plotting.Tests.Ticks;

public sealed class LogTicksTests
{
    private static string Labels(double min, double max, int most = 99) =>
        string.Join(
            ' ',
            LogTicks
                .Between(min, max, ticks => ticks.Count(tick => !tick.IsMinor) <= most)
                .Where(tick => !tick.IsMinor)
                .Select(tick => tick.Label)
        );

    [Theory]
    [InlineData(1, 256, "1 2 5 10 20 50 100 200")]
    [InlineData(0.05, 3, "0.05 0.1 0.2 0.5 1 2")]
    [InlineData(1, 1e6, "1 10 100 1000 10000 1e5 1e6")]
    [InlineData(20, 60, "20 30 40 50 60")]
    public void Labels_are_powers_of_ten_and_on_short_axes_their_doubles_and_fives(
        double min,
        double max,
        string expected
    ) => Labels(min, max).ShouldBe(expected);

    [Fact]
    public void Labels_that_do_not_fit_are_those_of_every_other_power() =>
        Labels(1, 1e6, most: 4).ShouldBe("1 100 10000 1e6");

    [Fact]
    public void The_multiples_between_are_minor_ticks() =>
        LogTicks
            .Between(1, 1e4, _ => true)
            .Where(tick => tick.IsMinor)
            .Select(tick => tick.Value)
            .Take(9)
            .ShouldBe([2, 3, 4, 5, 6, 7, 8, 9, 20]);

    [Fact]
    public void A_log_axis_without_positive_values_has_no_ticks() => Labels(-1, 10).ShouldBeEmpty();
}

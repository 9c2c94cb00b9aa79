using Refigure.Plotting.Ticks;

namespace Refigure.Plotting.Tests.Ticks;

public sealed class BinaryTicksTests
{
    private static string Labels(double min, double max, int most = 99) =>
        string.Join(
            ' ',
            BinaryTicks
                .Between(min, max, ticks => ticks.Count(tick => !tick.IsMinor) <= most)
                .Where(tick => !tick.IsMinor)
                .Select(tick => tick.Label)
        );

    [Theory]
    [InlineData(0.9, 300, "1 2 4 8 16 32 64 128 256")]
    [InlineData(1, 128, "1 2 4 8 16 32 64 128")]
    [InlineData(0.5, 4, "0.5 1 2 4")]
    public void Labels_are_powers_of_two(double min, double max, string expected) =>
        Labels(min, max).ShouldBe(expected);

    [Fact]
    public void Labels_that_do_not_fit_are_those_of_every_other_power() =>
        Labels(0.9, 300, most: 5).ShouldBe("1 4 16 64 256");

    [Theory]
    [InlineData(20, 60, "20 30 40 50 60")]
    [InlineData(1, 1e7, "1 10 100 1000 10000 1e5 1e6 1e7")]
    public void Where_powers_of_two_would_tell_nothing_they_are_those_of_ten(double min, double max, string expected) =>
        Labels(min, max).ShouldBe(expected);

    [Fact]
    public void An_axis_without_positive_values_has_no_ticks() => Labels(-1, 10).ShouldBeEmpty();
}

using Refigure.Plotting.Ticks;

namespace Refigure.Plotting.Tests.Ticks;

public sealed class LinearTicksTests
{
    private static string[] Labels(double min, double max, int most = 6, bool whole = false) =>
        [.. LinearTicks.Between(min, max, most, whole, _ => true).Select(tick => tick.Label)];

    [Theory]
    [InlineData(0, 36.5, "0 10 20 30")]
    [InlineData(0, 1.9723, "0 0.5 1.0 1.5")]
    [InlineData(0, 0.36, "0 0.1 0.2 0.3")]
    [InlineData(0.0784, 0.333, "0.10 0.15 0.20 0.25 0.30")]
    [InlineData(-1.5, 2.2, "−1 0 1 2")]
    [InlineData(0, 100, "0 20 40 60 80 100")]
    [InlineData(995, 1005, "996 998 1000 1002 1004")]
    [InlineData(0, 1.7e10, "0 0.5e10 1.0e10 1.5e10")]
    [InlineData(0, 3e-7, "0 1e-7 2e-7 3e-7")]
    public void Labels_are_round_numbers_without_noise(double min, double max, string expected) =>
        string.Join(' ', Labels(min, max)).ShouldBe(expected);

    [Fact]
    public void Values_are_the_doubles_that_their_labels_say()
    {
        var ticks = LinearTicks.Between(0, 0.95, 10, wholeNumbers: false, _ => true);

        ticks.ShouldAllBe(tick => tick.Value == double.Parse(tick.Label));
        ticks.Select(tick => tick.Value).ShouldContain(0.3);
    }

    [Fact]
    public void Counts_have_no_broken_ticks() => Labels(0, 2.4, most: 8, whole: true).ShouldBe(["0", "1", "2"]);

    [Fact]
    public void Labels_that_do_not_fit_become_fewer()
    {
        var ticks = LinearTicks.Between(0, 100, 8, wholeNumbers: false, ticks => ticks.Length <= 3);

        ticks.Select(tick => tick.Label).ShouldBe(["0", "50", "100"]);
    }

    [Fact]
    public void A_short_axis_rather_skips_labels_than_showing_a_single_one()
    {
        var ticks = LinearTicks.Between(1.1, 16.7, 3, wholeNumbers: false, t => t.Count(tick => !tick.IsMinor) <= 2);

        ticks.Where(tick => !tick.IsMinor).Select(tick => tick.Label).ShouldBe(["5", "15"]);
        ticks.Count(tick => tick.IsMinor).ShouldBe(1);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(double.NaN, 1)]
    [InlineData(0, double.PositiveInfinity)]
    public void An_axis_without_extent_has_no_ticks(double min, double max) => Labels(min, max).ShouldBeEmpty();
}

using Refigure.Reruns;

namespace Refigure.Tests.Reruns;

public sealed class MetricChangeTests
{
    private static readonly double[] Before = [10.0, 10.2, 9.8, 10.1, 9.9];

    [Theory]
    [InlineData(new[] { 10.1, 9.9, 10.0, 10.2, 9.8 }, Change.Same)]
    [InlineData(new[] { 8.1, 7.9, 8.0, 8.2, 7.8 }, Change.Faster)]
    [InlineData(new[] { 12.1, 11.9, 12.0, 12.2, 11.8 }, Change.Slower)]
    [InlineData(new[] { 8.0, 14.0, 9.0, 13.0, 10.0 }, Change.CannotTell)]
    [InlineData(new[] { 30.0 }, Change.CannotTell)]
    public void The_verdict_follows_the_interval(double[] now, Change expected) =>
        MetricChange.Of(Before, now)!.Change.ShouldBe(expected);

    // A difference can be sure and still too small to matter.
    [Fact]
    public void A_sure_difference_within_the_margin_is_none()
    {
        double[] now = [10.101, 10.102, 10.100, 10.099, 10.098];
        double[] steady = [10.001, 10.002, 10.000, 9.999, 9.998];

        MetricChange.Of(steady, now)!.Change.ShouldBe(Change.Same);
        MetricChange.Of(steady, now, margin: 0)!.Change.ShouldBe(Change.Slower);
    }

    // Welch's interval worked by hand: both variances 0.025, so 8 degrees of freedom, t = 2.306004, error = sqrt(2 · 0.005).
    [Fact]
    public void The_interval_is_Welchs()
    {
        var change = MetricChange.Of(Before, [11.0, 11.2, 10.8, 11.1, 10.9])!;

        change.Relative.ShouldBe(0.1, 1e-12);
        change.Low!.Value.ShouldBe(0.1 - 0.0230600, 1e-6);
        change.High!.Value.ShouldBe(0.1 + 0.0230600, 1e-6);
    }

    [Fact]
    public void Equal_values_without_spread_are_the_same() =>
        MetricChange.Of([2.0, 2.0], [2.0, 2.0])!.Change.ShouldBe(Change.Same);

    [Fact]
    public void Without_values_there_is_no_comparison()
    {
        MetricChange.Of([], [1.0]).ShouldBeNull();
        MetricChange.Of([1.0], []).ShouldBeNull();
        MetricChange.Of([0.0, 0.0], [1.0, 1.0]).ShouldBeNull();
    }
}

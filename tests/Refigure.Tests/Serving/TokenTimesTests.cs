using Refigure.Serving;

namespace Refigure.Tests.Serving;

public sealed class TokenTimesTests
{
    [Theory]
    // Steps of two bytes, of four, back in time, no whole microseconds, too far apart, alone.
    [InlineData(new[] { 0.0501, 0.1, 0.15 })]
    [InlineData(new[] { 1234.567891, 1234.567892, 1240.1 })]
    [InlineData(new[] { 2.5, 2.25, 2.75 })]
    [InlineData(new[] { 0.1, 0.2 + 1e-9, 0.30000000000000004 })]
    [InlineData(new[] { 0.0, 1e9, double.MaxValue })]
    [InlineData(new[] { -0.25, 7200.000001 })]
    [InlineData(new[] { 3.000001 })]
    public void Times_come_out_as_they_went_in(double[] seconds)
    {
        var times = TokenTimes.Create(seconds);

        times.ShouldBe(seconds);
        (times.Count, times.IsEmpty, times.First, times.Last).ShouldBe(
            (seconds.Length, false, seconds[0], seconds[^1])
        );
    }

    [Fact]
    public void No_times_are_none()
    {
        TokenTimes times = [];

        times.ShouldBeEmpty();
        (times.Count, times.IsEmpty, default(TokenTimes).Count).ShouldBe((0, true, 0));
    }

    [Fact]
    public void Every_time_of_a_long_load_to_the_microsecond_is_the_one_that_was_read()
    {
        var random = new Random(7);
        double[] seconds =
        [
            .. Enumerable
                .Range(0, 100_000)
                .Select(_ =>
                    double.Parse(
                        $"{random.Next(36_000)}.{random.Next(1_000_000):000000}",
                        System.Globalization.CultureInfo.InvariantCulture
                    )
                )
                .Order(),
        ];

        TokenTimes.Create(seconds).ShouldBe(seconds);
    }
}

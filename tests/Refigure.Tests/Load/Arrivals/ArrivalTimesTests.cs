using Refigure.Load.Arrivals;

namespace Refigure.Tests.Load.Arrivals;

public sealed class ArrivalTimesTests
{
    [Fact]
    public void Constant_arrivals_are_evenly_spread() =>
        Times(4, ArrivalKind.Constant).Take(4).ShouldBe([0, 0.25, 0.5, 0.75]);

    [Fact]
    public void A_ramp_lets_the_rate_grow_from_nothing()
    {
        // Over a ramp of 2 s to 10/s: 10 requests in it, and 10 a second after it.
        double[] times = [.. ArrivalTimes.Of(10, ArrivalKind.Constant, 1, 2, 1).Take(21)];

        times[0].ShouldBe(0);
        times[10].ShouldBe(2, 1e-12);
        times[20].ShouldBe(3, 1e-12);
        (times[1] - times[0]).ShouldBeGreaterThan(times[10] - times[9]);
    }

    [Theory]
    [InlineData(ArrivalKind.Poisson, 1.0, 1.0)]
    [InlineData(ArrivalKind.Gamma, 0.5, 2.0)]
    [InlineData(ArrivalKind.Gamma, 4.0, 0.25)]
    public void Random_arrivals_keep_the_rate_and_spread_as_they_should(
        ArrivalKind kind,
        double burstiness,
        double variance
    )
    {
        double[] times = [.. ArrivalTimes.Of(1, kind, burstiness, 0, 7).Take(40_001)];
        double[] gaps = [.. times.Skip(1).Zip(times, (next, one) => next - one)];

        gaps.Average().ShouldBe(1, 0.03);
        gaps.Average(g => (g - 1) * (g - 1)).ShouldBe(variance, 0.15 * variance);
    }

    [Fact]
    public void The_same_seed_gives_the_same_arrivals_and_another_one_others()
    {
        Times(5, ArrivalKind.Poisson, 3).Take(9).ShouldBe(Times(5, ArrivalKind.Poisson, 3).Take(9));
        Times(5, ArrivalKind.Poisson, 3).Take(9).ShouldNotBe(Times(5, ArrivalKind.Poisson, 4).Take(9));
    }

    [Fact]
    public void Poisson_arrivals_are_those_of_NumPy_s_seed_0()
    {
        // -log(1 - u) of MT19937's first numbers for seed 0: numpy.random.seed(0); numpy.random.exponential(0.1, 2).
        double[] times = [.. Times(10, ArrivalKind.Poisson, 0).Take(3)];

        times[1].ShouldBe(0.07958745, 1e-8);
        (times[2] - times[1]).ShouldBe(0.12559308, 1e-8);
    }

    private static IEnumerable<double> Times(double rate, ArrivalKind kind, uint seed = 1) =>
        ArrivalTimes.Of(rate, kind, 1, 0, seed);
}

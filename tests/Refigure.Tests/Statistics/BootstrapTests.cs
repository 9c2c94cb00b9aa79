using Refigure.Statistics;

namespace Refigure.Tests.Statistics;

public sealed class BootstrapTests
{
    // Quantiles of the normal distribution by the sum of twelve uniform numbers; seeded, so the same on each machine.
    private static double[] Normal(int count, int seed)
    {
        var state = (ulong)seed;
        var values = new double[count];
        for (var i = 0; i < count; i++)
        {
            for (var k = 0; k < 12; k++)
            {
                state = (state * 6364136223846793005) + 1442695040888963407;
                values[i] += (state >> 11) / (double)(1UL << 53);
            }

            values[i] -= 6;
        }

        return values;
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(50, 2.5)]
    [InlineData(90, 3.7)]
    [InlineData(100, 4)]
    public void Percentiles_are_numpys_linear_ones(double percent, double expected) =>
        Percentiles.Of([1, 2, 3, 4], percent).ShouldBe(expected, 1e-12);

    [Theory]
    [InlineData(50, 2)]
    [InlineData(90, 10)]
    [InlineData(95, 20)]
    [InlineData(99, 100)]
    public void A_percentile_needs_a_value_beyond_it(double percent, int fewest) =>
        Percentiles.FewestFor(percent).ShouldBe(fewest);

    [Fact]
    public void The_interval_of_a_mean_is_about_as_wide_as_theory_says()
    {
        var interval = Bootstrap.OfMean(Normal(400, 7));

        interval.ShouldNotBeNull();
        (interval.Value.High - interval.Value.Low).ShouldBe(2 * 1.96 / 20, 0.03);
    }

    [Fact]
    public void Nineteen_of_twenty_intervals_hold_the_true_mean()
    {
        var held = Enumerable
            .Range(1, 200)
            .Count(seed => Bootstrap.OfMean(Normal(60, seed * 7919)) is { } i && i.Low <= 0 && i.High >= 0);

        held.ShouldBeInRange(178, 199);
    }

    [Fact]
    public void The_interval_of_a_percentile_holds_it_and_few_values_have_none()
    {
        var values = Normal(500, 3);
        Array.Sort(values);

        var intervals = Bootstrap.OfPercentiles(values, [50, 99]);

        intervals[0]!.Value.Low.ShouldBeLessThan(0.1);
        intervals[0]!.Value.High.ShouldBeGreaterThan(-0.1);
        intervals[1]!.Value.Low.ShouldBeInRange(1.6, 2.6);
        Bootstrap.OfPercentiles(values.AsSpan(0, 50), [99])[0].ShouldBeNull();
        Bootstrap.OfMean(values.AsSpan(0, 9)).ShouldBeNull();
    }

    [Theory]
    [InlineData(10)]
    [InlineData(137)]
    [InlineData(500)]
    public void Percentiles_of_resamples_are_those_of_the_values_that_were_drawn(int count)
    {
        var values = Normal(count, 5);
        Array.Sort(values);
        double[] percents = [0, 50, 90, 99, 100];
        var draws = PercentileDraws.Of(count, percents);

        var random = new ResamplingGenerator(count);
        for (var r = 0; r < draws.Resamples; r++)
        {
            var sample = new double[count];
            for (var i = 0; i < count; i++)
            {
                sample[i] = values[random.Below(count)];
            }

            Array.Sort(sample);
            for (var p = 0; p < percents.Length; p++)
            {
                draws.Percentile(values, r, p).ShouldBe(Percentiles.Of(sample, percents[p]));
            }
        }
    }

    [Fact]
    public void The_interval_of_a_ratio_draws_pairs()
    {
        double[] tokens = [.. Enumerable.Range(1, 50).Select(i => (double)i)];

        var interval = Bootstrap.OfRatio([.. tokens.Select(t => t * 0.02)], tokens);

        interval!.Value.Low.ShouldBe(0.02, 1e-12);
        interval.Value.High.ShouldBe(0.02, 1e-12);
    }

    [Fact]
    public void The_same_values_give_the_same_interval() =>
        Bootstrap.OfMean(Normal(100, 1)).ShouldBe(Bootstrap.OfMean(Normal(100, 1)));
}

using Refigure.Statistics;

namespace Refigure.Tests.Statistics;

public sealed class StatisticsTests
{
    [Fact]
    public void Equal_values_that_differ_by_rounding_do_not_vary()
    {
        var third = 0.1 + 0.2;

        LinearFit.Of([1, 2, 3], [0.3, third, 0.3]).ShouldNotBeNull().Pearson.ShouldBeNull();
        LinearFit
            .Of([1, 2, 3], [0.3, 0.3000001, 0.3000002])
            .ShouldNotBeNull()
            .Pearson.ShouldNotBeNull()
            .ShouldBe(1, 1e-6);
    }

    [Fact]
    public void A_sample_has_mean_and_standard_error_with_one_degree_less()
    {
        var summary = SampleSummary.Of([11.79, 11.8, 11.79, 11.81, 11.79]).ShouldNotBeNull();

        summary.N.ShouldBe(5);
        summary.Mean.ShouldBe(11.796, 1e-12);
        summary.StandardError.ShouldNotBeNull().ShouldBe(0.004, 1e-12);
    }

    [Fact]
    public void Equal_values_have_no_spread_whatever_their_binary_form()
    {
        var summary = SampleSummary.Of([0.09, 0.09, 0.09, 0.09, 0.09]).ShouldNotBeNull();

        summary.Mean.ShouldBe(0.09);
        summary.StandardError.ShouldBe(0);
    }

    [Fact]
    public void One_value_has_no_standard_error_and_none_no_summary()
    {
        SampleSummary.Of([3.5]).ShouldBe(new SampleSummary(1, 3.5, null));
        SampleSummary.Of([]).ShouldBeNull();
        SampleSummary.Of([3.5])?.HalfWidth95.ShouldBeNull();
    }

    [Theory]
    [InlineData(1, 12.706204736432095)]
    [InlineData(4, 2.7764451051977987)]
    [InlineData(10, 2.2281388519649385)]
    public void The_95_percent_interval_uses_Students_t(int degrees, double quantile) =>
        StudentQuantile.TwoSided95(degrees).ShouldBe(quantile, 1e-9);

    [Fact]
    public void The_interval_of_five_values_is_their_error_times_the_quantile() =>
        (SampleSummary.Of([1, 2, 3, 4, 5])?.HalfWidth95)
            .ShouldNotBeNull()
            .ShouldBe(2.7764451051977987 * Math.Sqrt(2.5 / 5), 1e-9);

    [Fact]
    public void A_line_through_points_on_a_line_is_that_line()
    {
        var fit = LinearFit.Of([1, 2, 4], [1, 3, 7]).ShouldNotBeNull();

        (fit.N, fit.Slope, fit.Pearson).ShouldBe((3, 2, 1));
        fit.Intercept.ShouldBe(-1, 1e-14);
        fit.At(10).ShouldBe(19, 1e-14);
    }

    [Fact]
    public void Points_left_out_do_not_bend_the_line()
    {
        var fit = LinearFit.Of([1, 2, 3, 4], [1, 3, 100, 7], [false, false, true, false]).ShouldNotBeNull();

        (fit.N, fit.Slope).ShouldBe((3, 2));
        fit.Intercept.ShouldBe(-1, 1e-14);
    }

    [Fact]
    public void Points_of_one_x_have_no_line_and_flat_ones_no_correlation()
    {
        LinearFit.Of([2, 2, 2], [1, 2, 3]).ShouldBeNull();
        LinearFit.Of([], []).ShouldBeNull();
        LinearFit.Of([1, 2], [1, 2], [true, false]).ShouldBeNull();
        LinearFit.Of([1, 2, 3], [5, 5, 5]).ShouldNotBeNull().Pearson.ShouldBeNull();
        Should.Throw<ArgumentException>(() => LinearFit.Of([1, 2], [1]));
    }

    [Fact]
    public void Sums_do_not_lose_small_terms()
    {
        SampleSummary.Of([1e16, 1, -1e16, 1]).ShouldNotBeNull().Mean.ShouldBe(0.5);
    }
}

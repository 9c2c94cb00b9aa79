using Refigure.Serving;
using Refigure.Statistics;

namespace Refigure.Tests.Serving;

public sealed class GapSampleTests
{
    [Fact]
    public void A_sample_that_is_counted_has_the_percentiles_of_one_that_is_listed()
    {
        var random = new Random(3);
        // Most below a second, some above, a clock that once went back.
        double[] gaps =
        [
            -0.5,
            .. Enumerable.Range(0, 5000).Select(i => Math.Round(random.NextDouble() * (i % 50 == 0 ? 3 : 0.05), 6)),
        ];
        double[] sorted = [.. gaps.Order()];
        var (listed, counted) = (new GapSample(gaps.Length), new GapSample(2_000_000));
        foreach (var gap in gaps)
        {
            listed.Add(gap);
            counted.Add(gap);
        }

        foreach (var percent in new[] { 0.0, 0.01, 50, 90, 95, 99, 99.99, 100 })
        {
            listed.At(percent).ShouldBe(Percentiles.Of(sorted, percent));
            counted.At(percent)!.Value.ShouldBe(Percentiles.Of(sorted, percent), 1e-12);
        }

        (counted.Count, counted.Mean!.Value).ShouldBe((listed.Count, listed.Mean!.Value));
        new GapSample(0).At(50).ShouldBeNull();
    }
}

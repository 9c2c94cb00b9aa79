using System.Diagnostics;
using Refigure.Load.Measuring;

namespace Refigure.Tests.Load.Measuring;

public sealed class ArrivalErrorsTests
{
    [Fact]
    public void Bounds_have_a_mean_and_percentiles_that_are_never_too_small()
    {
        var errors = new ArrivalErrors();
        errors.Add(90, 0);
        errors.Add(9, Ticks(0.0005));
        errors.Add(1, Ticks(0.05));

        errors.Count.ShouldBe(100);
        errors.Mean!.Value.ShouldBe(((9 * 0.0005) + 0.05) / 100, 1e-9);
        errors.At(0.5).ShouldBe(0);
        errors.At(0.99)!.Value.ShouldBe(0.0005, 2e-5);
        errors.At(0.99)!.Value.ShouldBeGreaterThanOrEqualTo(0.0005);
        errors.At(1)!.Value.ShouldBe(0.05, 1e-9);
    }

    [Fact]
    public void Of_nothing_nothing_is_known() =>
        (new ArrivalErrors().Mean, new ArrivalErrors().At(0.99)).ShouldBe((null, null));

    private static long Ticks(double seconds) => (long)(seconds * Stopwatch.Frequency);
}

using Refigure.Nodes.Gpus;

namespace Refigure.Tests.Nodes.Gpus;

public sealed class ThrottleRuleTests
{
    [Theory]
    // Reasons, how many of 100 samples have them, whether the run is disturbed.
    [InlineData(0x00, 100, false)] // nothing
    [InlineData(0x01, 100, false)] // idle
    [InlineData(0x04, 100, false)] // power cap
    [InlineData(0x02, 100, false)] // clocks fixed by an application
    [InlineData(0x10, 100, false)] // in step with other GPUs
    [InlineData(0x100, 100, false)] // display
    [InlineData(0x08, 5, false)] // hardware slowdown
    [InlineData(0x08, 6, true)]
    [InlineData(0x20, 5, false)] // thermal, software
    [InlineData(0x20, 6, true)]
    [InlineData(0x40, 6, true)] // thermal, hardware
    [InlineData(0x80, 6, true)] // power brake
    [InlineData(0x48, 100, true)]
    [InlineData(0x24, 6, true)] // thermal and power cap
    public void The_rule(int reasons, int samples, bool disturbed)
    {
        ThrottleRule
            .Judge([.. Samples(0, (ulong)reasons, samples), .. Samples(0, 0, 100 - samples)])
            .IsEmpty.ShouldBe(!disturbed);
    }

    [Fact]
    public void The_reason_states_the_numbers_of_each_GPU()
    {
        ThrottleRule
            .Judge([.. Samples(0, 4, 40), .. Samples(1, 0x48, 12), .. Samples(1, 0x20, 3), .. Samples(1, 1, 25)])
            .ShouldBe([
                "GPU 1 was throttled in 15 of 40 samples (hardware slowdown, thermal slowdown by software, thermal slowdown by hardware), more than 5 %",
            ]);
    }

    [Fact]
    public void One_sample_is_too_few_and_unknown_reasons_do_not_count()
    {
        ThrottleRule.Judge(Samples(0, 0x40, 1)).ShouldBeEmpty();
        ThrottleRule.Judge(Samples(0, null, 50)).ShouldBeEmpty();
        ThrottleRule.Judge([.. Samples(0, 0x40, 2), .. Samples(0, null, 98)]).Length.ShouldBe(1);
    }

    private static IEnumerable<GpuSample> Samples(int gpu, ulong? reasons, int count) =>
        Enumerable.Range(0, count).Select(i => new GpuSample(TimeSpan.FromSeconds(i), gpu, 1, 1, 1, 1, 1, 1, reasons));
}

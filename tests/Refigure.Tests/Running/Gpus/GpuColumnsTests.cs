using System.Collections.Immutable;
using Refigure.Nodes.Gpus;
using Refigure.Results;
using Refigure.Running.Gpus;

namespace Refigure.Tests.Running.Gpus;

public sealed class GpuColumnsTests
{
    private const string Rows = "seconds,cpu0,memory_bytes\n0.100000,50.0,100\n0.200000,60.0,\n1.300000,70.0,300\n1.4";

    [Fact]
    public void A_row_has_the_newest_sample_before_it_and_none_that_is_older_than_a_second()
    {
        Added([0], Sample(0, 0.15), Sample(0, 0.05), Sample(1, 0.19))
            .ShouldBe(
                "seconds,cpu0,memory_bytes,gpu0_seconds,gpu0_memory_bytes,gpu0_use,gpu0_clock_mhz,gpu0_memory_clock_mhz,gpu0_celsius,gpu0_watts,gpu0_reasons\n"
                    + "0.100000,50.0,100,0.050000,1048576,7,1980,3201,35,124.48,0x4\n"
                    + "0.200000,60.0,,0.150000,1048576,7,1980,3201,35,124.48,0x4\n"
                    + "1.300000,70.0,300,,,,,,,,\n"
            );
    }

    [Fact]
    public void What_was_not_told_is_empty()
    {
        Added([0], new GpuSample(TimeSpan.Zero, 0, null, null, null, null, null, null, null))
            .Split('\n')[1]
            .ShouldBe("0.100000,50.0,100,0.000000,,,,,,,");
    }

    [Fact]
    public void Figures_read_the_processors_use_from_it_as_before()
    {
        var wide = Added([0, 1], Sample(0, 0.05), Sample(1, 0.05));

        var samples = ProcessSamples.Read(new StringReader(wide), "samples.csv");

        samples.Cores.ShouldBe(1);
        samples.Seconds.ShouldBe([0.1, 0.2, 1.3]);
        samples.Percent.ShouldBe([50, 60, 70]);
    }

    private static string Added(ImmutableArray<int> gpus, params GpuSample[] samples)
    {
        using var output = new StringWriter();
        GpuColumns.Add(new StringReader(Rows), samples, gpus, output);
        return output.ToString();
    }

    private static GpuSample Sample(int gpu, double seconds) =>
        new(TimeSpan.FromSeconds(seconds), gpu, 1 << 20, 7, 1980, 3201, 35, 124.48, 4);
}

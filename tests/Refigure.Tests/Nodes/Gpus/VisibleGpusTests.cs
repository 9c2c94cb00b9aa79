using System.Collections.Immutable;
using Refigure.Nodes.Gpus;

namespace Refigure.Tests.Nodes.Gpus;

public sealed class VisibleGpusTests
{
    private static readonly ImmutableArray<GpuDevice> Four =
    [
        .. new[] { "GPU-aa11", "GPU-ab22", "GPU-cc33", "GPU-dd44" }.Select((u, i) => new GpuDevice(i, u, "H100", "1")),
    ];

    [Theory]
    [InlineData(null, "0 1 2 3")]
    [InlineData("", "")]
    [InlineData("-1", "")]
    [InlineData("NoDevFiles", "")]
    [InlineData("2", "2")]
    [InlineData("3,1", "3 1")]
    [InlineData("1, 2", "1 2")]
    [InlineData("1,9,2", "1")]
    [InlineData("1,1,2", "1")]
    [InlineData("GPU-cc33", "2")]
    [InlineData("GPU-dd,GPU-aa", "3 0")]
    [InlineData("GPU-a", "")]
    [InlineData("MIG-5f2", "0 1 2 3")]
    public void The_variable_restricts_and_orders(string? variable, string seen)
    {
        string.Join(' ', VisibleGpus.Of(Four, variable, byBus: false).Select(d => d.Index)).ShouldBe(seen);
    }

    [Fact]
    public void Numbers_among_different_GPUs_say_something_only_in_the_order_of_the_bus()
    {
        ImmutableArray<GpuDevice> two = [new(0, "GPU-a", "T4", "1"), new(1, "GPU-b", "H100", "1")];

        VisibleGpus.Of(two, "0", byBus: true).Single().Name.ShouldBe("T4");
        VisibleGpus.Of(two, "0", byBus: false).Length.ShouldBe(2);
        VisibleGpus.Of(two, "GPU-b", byBus: false).Single().Name.ShouldBe("H100");
    }
}

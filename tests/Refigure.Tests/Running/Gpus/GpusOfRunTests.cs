using System.Collections.Immutable;
using Refigure.Nodes.Gpus;
using Refigure.Running.Gpus;

namespace Refigure.Tests.Running.Gpus;

public sealed class GpusOfRunTests
{
    private static readonly ImmutableSortedDictionary<string, string> None = ImmutableSortedDictionary<
        string,
        string
    >.Empty;

    [Theory]
    [InlineData(null, null, 1)]
    [InlineData("tensor-parallel-size", "2", 2)]
    [InlineData("tensor_parallel_size", "4", 4)]
    [InlineData("max-model-len", "4096", 1)]
    [InlineData("tensor-parallel-size", "many", 1)]
    public void An_engine_takes_a_GPU_for_each_rank(string? name, string? value, int count)
    {
        var arguments = name is null ? None : None.Add(name, value!);
        GpusOfRun.Count(arguments.Add("pipeline-parallel-size", "2")).ShouldBe(2 * count);
        GpusOfRun.Count(arguments).ShouldBe(count);
    }

    [Fact]
    public void It_takes_the_first_that_it_sees()
    {
        ImmutableArray<GpuDevice> all =
        [
            .. Enumerable.Range(0, 4).Select(i => new GpuDevice(i, $"GPU-{i}", "H100", "1")),
        ];

        var used = GpusOfRun.Of(all, None.Add("CUDA_VISIBLE_DEVICES", "3,1,2"), None.Add("tensor-parallel-size", "2"));

        used.Select(d => d.Index).ShouldBe([3, 1]);
    }
}

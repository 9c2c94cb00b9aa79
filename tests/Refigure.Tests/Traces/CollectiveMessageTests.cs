using Refigure.Testing;
using Refigure.Traces;

namespace Refigure.Tests.Traces;

/// <summary>Sizes of collectives and what they say of the links, where traces have them.</summary>
public sealed class CollectiveMessageTests
{
    [Theory]
    [InlineData("allreduce", 2, 1.0)]
    [InlineData("allreduce", 4, 1.5)]
    [InlineData("_allgather_base", 4, 0.75)]
    [InlineData("_reduce_scatter_base", 2, 0.5)]
    [InlineData("all_to_allv", 4, 0.75)]
    [InlineData("broadcast", 8, 1.0)]
    public void Factors_are_those_of_nccl_tests(string name, int group, double factor) =>
        new CollectiveMessage(0, name, "Float", 10, 10, group).Factor.ShouldBe(factor);

    [Fact]
    public void Bandwidth_is_of_bytes_by_time_and_of_the_shortest_call()
    {
        var message = new CollectiveMessage(0, "_allgather_base", "BFloat16", 64000, 128000, 2)
        {
            Calls = 4,
            Total = 32000,
            Least = 6400,
        };

        message.Bytes.ShouldBe(256000);
        message.BusBandwidth.ShouldBe(16);
        message.BestBusBandwidth.ShouldBe(20);
    }

    [Fact]
    public void An_unknown_type_has_no_bytes_and_no_bandwidth()
    {
        var message = new CollectiveMessage(0, "allreduce", "Quaternion", 5, 5, 2)
        {
            Calls = 1,
            Total = 10,
            Least = 10,
        };

        message.Bytes.ShouldBeNull();
        message.BusBandwidth.ShouldBeNull();
    }

    [SharedFact]
    public void The_training_step_has_21_calls_in_7_sizes()
    {
        var messages = TraceFiles.Read(SharedData.Path("data/traces/nccl_data.json.gz")).Traces.Single().Messages;

        messages.Length.ShouldBe(7);
        messages.Sum(m => m.Calls).ShouldBe(21);
        messages.Where(m => m.Name == "allreduce").Sum(m => m.Total).ShouldBe(46_762_159);
        messages.Where(m => m.Name == "broadcast").Sum(m => m.Total).ShouldBe(114_334);
        messages
            .Where(m => m.Name == "allreduce")
            .ShouldAllBe(m => m.DataType == "Float" && m.Group == 2 && m.Calls == 3);
        messages.Max(m => m.Bytes).ShouldBe(7875584 * 4);
    }

    [SharedFact]
    public void The_logits_of_vllm_are_gathered_once_a_forward_pass()
    {
        var rank = LabTraces.Read("graph").Traces.Single(t => t.Rank == 0);

        var message = rank.Messages.Single();
        (message.Name, message.Calls, message.Bytes, message.Total).ShouldBe(("_allgather_base", 4, 256000, 27968));
    }
}

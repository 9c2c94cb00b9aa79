using Refigure.Nodes.Slurm;

namespace Refigure.Tests.Nodes.Slurm;

public sealed class SlurmPartsTests
{
    private static readonly SlurmSite Site = new() { GpusPerNode = 4 };

    [Fact]
    public void Runs_that_take_the_same_GPUs_share_one_job()
    {
        var parts = SlurmParts.Of(
            "site",
            Site,
            [
                Run("a", 1, gpus: 1),
                Run("b", 1, gpus: 2),
                Run("a", 2, gpus: 1),
                Run("c", 1, gpus: 4),
                Run("d", 1, gpus: 0),
            ]
        );

        parts
            .Select(p => (p.Name, p.Nodes, p.GpusPerNode))
            .ShouldBe([("cpu", 1, 0), ("gpus-1", 1, 1), ("gpus-2", 1, 2), ("gpus-4", 1, 4)]);
        parts[1].Runs.ShouldBe(["x/n/a/warm-1", "x/n/a/warm-2"]);
        parts.ShouldAllBe(p => p.Elements.IsEmpty && p.After == null && p.Spanning == null);
    }

    [Fact]
    public void What_takes_more_GPUs_than_a_machine_has_takes_several_machines_and_one_job_an_engine()
    {
        var parts = SlurmParts.Of(
            "site",
            Site,
            [
                Run("a", 1, gpus: 16, "vllm-0.11.0"),
                Run("b", 1, gpus: 16, "vllm-0.25.1"),
                Run("c", 1, gpus: 6, "vllm-0.25.1"),
            ]
        );

        parts
            .Select(p => (p.Name, p.Nodes, p.GpusPerNode, p.Spanning))
            .ShouldBe([
                ("gpus-6-vllm-0.25.1", 2, 3, "vllm-0.25.1"),
                ("gpus-16-vllm-0.11.0", 4, 4, "vllm-0.11.0"),
                ("gpus-16-vllm-0.25.1", 4, 4, "vllm-0.25.1"),
            ]);
    }

    [Fact]
    public void GPUs_that_machines_cannot_give_in_equal_parts_are_refused()
    {
        Should
            .Throw<UserErrorException>(() => SlurmParts.Of("site", Site, [Run("a", 1, gpus: 10)]))
            .Message.ShouldStartWith(
                "Node site: x/n/a/warm-1 takes 10 GPUs, which 3 machines of 4 (gpus_per_node) cannot give in equal parts"
            );
    }

    [Fact]
    public void An_array_has_what_only_reads_caches_and_waits_for_what_fills_and_empties_them()
    {
        var parts = SlurmParts.Of(
            "site",
            Site with
            {
                Array = true,
            },
            [
                Run("a", 1, gpus: 1),
                Run("a", 2, gpus: 1),
                Run("a", 3, gpus: 1),
                new SlurmRun("x/n/a/compile-cold-1", 1, "e", 1, Disturbs: true),
                new SlurmRun("x/n/a/compile-cold-2", 2, "e", 1, Disturbs: true),
            ]
        );

        parts.Select(p => p.Name).ShouldBe(["gpus-1-first", "gpus-1"]);
        parts[0].Runs.ShouldBe(["x/n/a/warm-1", "x/n/a/compile-cold-1", "x/n/a/compile-cold-2"]);
        parts[0].Elements.ShouldBeEmpty();
        parts[1].Runs.ShouldBe(["x/n/a/warm-2", "x/n/a/warm-3"]);
        parts[1].Elements.ShouldBe([2, 3]);
        parts[1].After.ShouldBe("gpus-1-first");
    }

    [Fact]
    public void One_iteration_is_no_array()
    {
        var part = SlurmParts
            .Of("site", Site with { Array = true }, [Run("a", 2, gpus: 1), Run("b", 2, gpus: 1)])
            .ShouldHaveSingleItem();

        part.Name.ShouldBe("gpus-1");
        part.Elements.ShouldBeEmpty();
    }

    private static SlurmRun Run(string name, int iteration, int gpus, string environment = "e") =>
        new($"x/n/{name}/warm-{iteration}", iteration, environment, gpus, Disturbs: false);
}

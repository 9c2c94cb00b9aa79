using Refigure.Nodes.Slurm;
using Refigure.Testing;

namespace Refigure.Tests.Nodes.Slurm;

public sealed class BatchScriptTests
{
    private static readonly SlurmSite Perlmutter = new()
    {
        Account = "m1234",
        Constraint = "gpu",
        Qos = "regular",
        Time = "00:30:00",
        Modules = ["python", "cuda/12.4"],
        Options = ["--licenses=scratch"],
    };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void A_job_for_one_machine_reads_like_what_a_person_writes(int gpus)
    {
        Golden(
            $"gpus-{gpus}.sh",
            Batch(
                new SlurmPart($"gpus-{gpus}", 1, gpus, ["tp-serving/site/llama/warm-1", "tp-serving/site/llama/warm-2"])
            )
        );
    }

    [Fact]
    public void An_array_has_an_element_an_iteration()
    {
        var part = new SlurmPart("gpus-1", 1, 1, ["x/site/a/warm-2", "x/site/b/warm-2", "x/site/a/warm-3"])
        {
            Elements = [2, 3],
            After = "gpus-1-first",
        };
        Golden("array.sh", Batch(part) with { Site = Perlmutter with { Array = true, JobsAtOnce = 1 } });
    }

    [Fact]
    public void An_engine_of_a_version_that_brings_Ray_spans_machines_with_it()
    {
        var part = new SlurmPart("gpus-8-vllm-0.11.0", 2, 4, ["x/site/a/warm-1"]) { Spanning = "vllm-0.11.0" };
        Golden(
            "ray.sh",
            Batch(part) with
            {
                Engine = new SpanningEngine("vllm-0.11.0", "envs/vllm-0.11.0/0123456789ab", UsesRay: true),
            }
        );
    }

    [Fact]
    public void A_later_version_spans_machines_with_processes_that_know_their_rank()
    {
        var part = new SlurmPart("gpus-8-vllm-0.25.1", 2, 4, ["x/site/a/warm-1"]) { Spanning = "vllm-0.25.1" };
        Golden(
            "ranks.sh",
            Batch(part) with
            {
                Engine = new SpanningEngine("vllm-0.25.1", "envs/vllm-0.25.1/0123456789ab", UsesRay: false),
            }
        );
    }

    [Fact]
    public void Where_nothing_is_said_nothing_is_asked_for()
    {
        var script = BatchScript.Of(
            Batch(new SlurmPart("cpu", 1, 0, ["x/site/a/warm-1"])) with
            {
                Site = new SlurmSite(),
            }
        );

        script.ShouldStartWith(
            "#!/bin/bash\n#SBATCH --job-name=refigure-0123456789abcdef.cpu\n#SBATCH --nodes=1\n#SBATCH --ntasks-per-node=1\n#SBATCH --requeue\n"
        );
        script.ShouldNotContain("gpus-per-node");
        script.ShouldNotContain("module");
    }

    [Fact]
    public void Arguments_stay_words_whatever_is_in_them()
    {
        BatchScript
            .Of(Batch(new SlurmPart("cpu", 1, 0, ["x/site/a/warm-1"])) with { Arguments = ["--case", "a b$(id)'\n"] })
            .ShouldContain("--case 'a b$(id)'\\''\n' \\");
    }

    [Theory]
    [InlineData("/home/a b")]
    [InlineData("/home/$x")]
    [InlineData("/home/%j")]
    [InlineData("relative")]
    public void A_folder_that_cannot_stand_in_a_script_is_refused(string folder)
    {
        Should
            .Throw<UserErrorException>(() =>
                BatchScript.Of(Batch(new SlurmPart("cpu", 1, 0, [])) with { Folder = folder })
            )
            .Message.ShouldBe(
                $"Node site: folder is {folder} there; expected a path of letters, digits and ._+=,@/-, for it stands in batch scripts."
            );
    }

    private static SlurmBatch Batch(SlurmPart part) =>
        new()
        {
            Node = "site",
            Site = Perlmutter,
            Job = "0123456789abcdef",
            Part = part,
            Folder = "/pscratch/sd/m/me/refigure",
            Store = "/pscratch/sd/m/me/store",
            Host = "0123456789abcdef0123",
            Checkout = "abcdef0123456789abcd",
            Arguments =
            [
                "--target",
                "Run",
                "--experiment",
                "tp-serving",
                "--profile",
                "paper",
                "--here",
                "site",
                "--node",
                "site",
            ],
        };

    private static void Golden(string name, SlurmBatch batch) =>
        GoldenFile.ShouldMatch(
            Path.Combine("tests", "Refigure.Tests", "Nodes", "Slurm", "Golden"),
            name,
            BatchScript.Of(batch)
        );
}

using System.Globalization;
using Refigure.Build.Tests.EndToEnd;

namespace Refigure.Build.Tests.Nodes;

/// <summary>Batch scripts that are written for people, and what keeps a site from being used.</summary>
[Collection(SlurmKitCollection.Name)]
public sealed class SlurmBatchTests
{
    private readonly SshKit _kit;
    private readonly SlurmCluster _cluster;

    public SlurmBatchTests(SshKit kit, SlurmCluster cluster)
    {
        (_kit, _cluster) = (kit, cluster);
        if (SlurmCluster.WhyAbsent is null)
        {
            cluster.Start();
        }
    }

    [SlurmFact(MakesRuns = true)]
    public void A_script_that_is_submitted_by_hand_is_joined_by_the_next_call()
    {
        using var there = new SlurmClone(_kit.Store);
        string[] part = SlurmClone.Smoke(2, "--node", "c1");
        string[] batch = ["--target", "Batch", .. part[2..], "--out", "scripts"];

        var written = there.Clone.Run(batch).ShouldSucceed();

        written.Output.ShouldContain("1 batch script for 2 runs in ");
        var script = Directory.GetFiles(there.Clone.Folder["scripts"]).ShouldHaveSingleItem();
        var prepared = Directory
            .GetFiles(Path.Combine(there.Site, "jobs"), "batch.sh", SearchOption.AllDirectories)
            .ShouldHaveSingleItem();
        File.ReadAllText(script).ShouldBe(File.ReadAllText(prepared));
        written.Output.ShouldContain($"sbatch {prepared}");
        _cluster.Jobs().ShouldBeEmpty();
        _cluster.Run("sbatch", prepared).ShouldSucceed();

        there
            .Clone.Run(part)
            .ShouldSucceed()
            .Output.ShouldContain("an earlier call's jobs are there; this call joins them");
        there.Runs().Count.ShouldBe(2);
        there.Made().Length.ShouldBe(2);
    }

    [SlurmFact(MakesRuns = true)]
    public void A_site_is_reached_through_its_login_node_with_ssh()
    {
        if (SshMachine.Server is null)
        {
            return;
        }

        using var there = new SlurmClone(_kit.Store);
        using var folder = new TemporaryFolder();
        using var login = new SshMachine(folder["keys"], folder["login"], $"SLURM_CONF={_cluster.Configuration}");
        there.Clone.Folder.Write(
            "envs/nodes.local.yaml",
            string.Create(
                CultureInfo.InvariantCulture,
                $"nodes:\n  c1:\n    kind: slurm\n    folder: {login.Folder}\n    login: {{ host: 127.0.0.1, port: {login.Port}, ssh_config: {login.Configuration} }}\n    store: {_kit.Store}\n"
            )
        );

        there
            .Clone.Run(SlurmClone.Smoke(1, "--node", "c1"))
            .ShouldSucceed()
            .Output.ShouldMatch(@"c1: job \d+ \(cpu\) runs on c\d");

        there.Runs().Count.ShouldBe(1);
        Directory.Exists(Path.Combine(login.Folder, "jobs", "over")).ShouldBeTrue();
    }

    [SlurmFact]
    public void A_job_that_Slurm_refuses_is_told_in_its_words()
    {
        using var there = new SlurmClone("store", "    partition: nowhere\n");

        there
            .Clone.Run(SlurmClone.Smoke(1, "--node", "c1"))
            .ShouldRefuse("Node c1: Slurm refuses the job", "Invalid partition name specified", "nodes.local.yaml");
        _cluster.Jobs().ShouldBeEmpty();
    }

    [Fact]
    public void A_value_that_could_be_more_than_a_word_is_refused_with_file_and_key()
    {
        using var clone = new BareClone();
        clone.Folder.Write("envs/nodes.local.yaml", "nodes:\n  c1:\n    kind: slurm\n    account: a;id\n");

        clone
            .Run(SlurmClone.Smoke(1, "--node", "c1"))
            .ShouldRefuse("envs/nodes.local.yaml, line 4: nodes.c1.account is 'a;id'");
    }

    [Fact]
    public void What_is_no_site_gets_no_batch_scripts()
    {
        using var clone = new BareClone();
        string[] batch = ["--target", "Batch", "--experiment", "gpu-comparison", "--profile", "smoke"];

        clone.Run(batch).ShouldRefuse("Batch needs a Slurm site: --node NAME");
        clone.Run([.. batch, "--node", "here-1"]).ShouldRefuse("--node here-1 is no Slurm site");
    }
}

using Refigure.Nodes;
using Refigure.Nodes.Slurm;

namespace Refigure.Tests.Nodes.Slurm;

public sealed class SlurmReaderTests
{
    private const string Begin = "nodes:\n  site:\n    kind: slurm\n";

    [Fact]
    public void A_site_says_what_is_asked_of_it_and_how_its_login_node_is_reached()
    {
        var node = Read(
            """
            nodes:
              perlmutter:
                kind: slurm
                login: { host: me@login.example.org, port: 2222 }
                folder: /pscratch/sd/m/me/refigure
                store: /pscratch/sd/m/me/models
                account: m1234_g
                constraint: gpu&hbm80g
                qos: regular
                time: 00:30:00
                gpus_per_node: 4
                cpus: 32
                memory: 64G
                signal_before: 180
                modules: [python, cuda/12.4]
                options: [--licenses=scratch, --exclusive]
                array: true
                jobs_at_once: 2

            """
        );

        node.Ssh.ShouldNotBeNull().Host.ShouldBe("me@login.example.org");
        node.Ssh.Port.ShouldBe(2222);
        node.Ssh.IsThisMachine.ShouldBeFalse();
        node.Ssh.Folder.ShouldBe("/pscratch/sd/m/me/refigure");
        node.Ssh.Store.ShouldBe("/pscratch/sd/m/me/models");
        var site = node.Slurm.ShouldNotBeNull();
        (site.Account, site.Constraint, site.Qos, site.Time).ShouldBe(("m1234_g", "gpu&hbm80g", "regular", "00:30:00"));
        (site.GpusPerNode, site.Cpus, site.Memory, site.SignalBefore).ShouldBe((4, 32, "64G", 180));
        site.Modules.ShouldBe(["python", "cuda/12.4"]);
        site.Options.ShouldBe(["--licenses=scratch", "--exclusive"]);
        (site.Array, site.JobsAtOnce).ShouldBe((true, 2));
    }

    [Fact]
    public void Without_a_login_this_machine_is_the_login_node()
    {
        var node = Read(Begin);

        node.Ssh.ShouldNotBeNull().IsThisMachine.ShouldBeTrue();
        node.Ssh.Folder.ShouldBe("refigure");
        var site = node.Slurm.ShouldNotBeNull();
        (site.Account, site.Partition, site.Time, site.GpusPerNode, site.SignalBefore).ShouldBe(
            (null, null, null, 4, 120)
        );
        site.Array.ShouldBeFalse();
    }

    [Theory]
    [InlineData(
        "account: 'a b'",
        "nodes.site.account is 'a b'; expected letters, digits and ._+@,-, and no dash first."
    )]
    [InlineData(
        "account: <your_allocation>",
        "nodes.site.account is '<your_allocation>'; expected your own in its place."
    )]
    [InlineData(
        "partition: \"a\\nrm\"",
        "nodes.site.partition is 'a\nrm'; expected letters, digits and ._+@,-, and no dash first."
    )]
    [InlineData("qos: --uid=0", "nodes.site.qos is '--uid=0'; expected letters, digits and ._+@,-, and no dash first.")]
    [InlineData(
        "constraint: gpu;id",
        "nodes.site.constraint is 'gpu;id'; expected features as sbatch takes them: names with & | * [ ] ( ) between."
    )]
    [InlineData("time: soon", "nodes.site.time is 'soon'; expected minutes, HH:MM:SS or D-HH:MM:SS, such as 00:30:00.")]
    [InlineData(
        "time: 00:02:00",
        "nodes.site.time is '00:02:00', and runs are ended 120 s before that (signal_before); expected a longer time."
    )]
    [InlineData("memory: lots", "nodes.site.memory is 'lots'; expected a number with K, M, G or T, such as 64G.")]
    [InlineData("gpus_per_node: 100", "nodes.site.gpus_per_node is 100; expected GPUs of a machine, 64 at most.")]
    [InlineData("modules: [a; id]", "nodes.site.modules holds 'a; id'; expected names of modules, such as cuda/12.4.")]
    [InlineData("modules: [-v]", "nodes.site.modules holds '-v'; expected names of modules, such as cuda/12.4.")]
    [InlineData(
        "options: [\"--comment=$(id)\"]",
        "nodes.site.options holds '--comment=$(id)'; expected --NAME=VALUE or --NAME as sbatch takes it, without blanks, quotes and what a shell would read."
    )]
    [InlineData(
        "options: [\"--comment=a\\n#SBATCH --uid=0\"]",
        "nodes.site.options holds '--comment=a\n#SBATCH --uid=0'; expected --NAME=VALUE or --NAME as sbatch takes it, without blanks, quotes and what a shell would read."
    )]
    [InlineData(
        "options: --output=/etc/passwd",
        "nodes.site.options holds '--output=/etc/passwd'; --output is not for options: it has a key of its own here, or the script decides it."
    )]
    [InlineData("array: maybe", "nodes.site.array is 'maybe'; expected true or false.")]
    public void What_could_be_more_than_a_word_of_a_script_is_refused(string line, string message)
    {
        Should
            .Throw<UserErrorException>(() => Read($"{Begin}    {line}\n"))
            .Message.ShouldBe($"n.yaml, line 4: {message}");
    }

    [Theory]
    [InlineData("30", 1800)]
    [InlineData("1:30", 90)]
    [InlineData("00:30:00", 1800)]
    [InlineData("2-0", 172_800)]
    [InlineData("1-12:00", 129_600)]
    [InlineData("1-00:00:05", 86_405)]
    public void Time_limits_are_read_as_Slurm_reads_them(string text, int seconds)
    {
        SlurmTime.Parse(text).ShouldBe(TimeSpan.FromSeconds(seconds));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("1:2:3:4")]
    [InlineData("infinite")]
    [InlineData("00:30:00\n")]
    public void What_is_no_time_limit_is_none(string text)
    {
        SlurmTime.Parse(text).ShouldBeNull();
    }

    private static NodeSpec Read(string text) => NodeCatalog.Read(new StringReader(text), "n.yaml", "machine").Nodes[0];
}

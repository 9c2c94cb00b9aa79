using System.Diagnostics;
using Refigure.Build.Tests.EndToEnd;

namespace Refigure.Build.Tests.Nodes;

/// <summary>Setup, Models and Doctor on a machine that is reached with ssh.</summary>
[Collection(SshKitCollection.Name)]
public sealed class SshTaskTests
{
    private readonly SshKit _kit;

    public SshTaskTests(SshKit kit)
    {
        _kit = kit;
        kit.MakeHost();
    }

    [SshFact(MakesRuns = true)]
    public void What_is_set_up_on_a_node_is_what_its_runs_use()
    {
        using var there = new SshClone();

        var setup = there.Clone.Run("--target", "Setup", "--node", "m1").ShouldSucceed();
        setup.Output.ShouldMatch(@"m1: llamacpp: llamacpp \S+, .*, set up\.");
        Directory.Exists(there.Elsewhere("store/envs/llamacpp")).ShouldBeTrue();
        Directory.Exists(there.Clone.Folder["artifacts", "store"]).ShouldBeFalse();
        there
            .Clone.Run("--target", "Setup", "--node", "m1")
            .ShouldSucceed()
            .Output.ShouldMatch("m1: llamacpp: .*, was there\\.");

        there
            .Clone.Run("--target", "Models", "--models", "synthetic-15m", "--node", "m1")
            .ShouldSucceed()
            .Output.ShouldMatch("m1: .*synthetic-15m.*: .* MB, written, SHA-256 verified\\.");
        Directory
            .GetFiles(there.Elsewhere("store/models"), "*synthetic-15m*", SearchOption.AllDirectories)
            .ShouldNotBeEmpty();
        there.Clone.Run("--target", "Models", "--node", "m1").ShouldSucceed().Output.ShouldMatch("m1: .*synthetic-15m");

        var run = there.Clone.Run(SshClone.Smoke(1, "--node", "m1", "--case", "*60m")).ShouldSucceed();
        run.Output.ShouldNotContain("npm");
        there.Runs().ShouldNotBeEmpty();
    }

    [SshFact]
    public void A_task_that_is_refused_there_is_refused_here()
    {
        using var there = new SshClone();

        there
            .Clone.Run("--target", "Setup", "--env", "nothing-of-this", "--node", "m1")
            .ShouldRefuse("Node m1: --env nothing-of-this: there is no such environment");
    }

    [SshFact]
    public void A_node_that_only_its_user_reaches_does_no_tasks_from_here()
    {
        using var there = new SshClone();

        there
            .Clone.Run("--target", "Models", "--node", "h100")
            .ShouldRefuse("--node h100 is another machine", "envs/nodes.local.yaml");
        there.Clone.Run("--target", "Setup", "--node", "nobody").ShouldRefuse("There is no node nobody");
    }

    [SshFact]
    public void The_doctor_says_what_a_node_says_of_itself_and_what_only_this_machine_knows()
    {
        using var there = new SshClone();

        var said = there.Clone.Run("--target", "Doctor", "--node", "m1").ShouldSucceed().Output;

        said.ShouldMatch(@"\| ok +\| reached +\| m1 \(127\.0\.0\.1\), linux-");
        said.ShouldMatch(@"\| ok +\| clock from here +\| \d+\.\d s (ahead of|behind) this machine's");
        said.ShouldMatch(@"disk of its folder +\| [\d.]+ GB free at .*/one/home/refigure");
        said.ShouldMatch(@"m1: \| ok +\| machine +\| m1: ");
        there.First.Jobs().ShouldBeEmpty();
    }

    [SshFact]
    public void The_doctor_names_a_node_that_is_off_in_its_table()
    {
        using var there = new SshClone();
        there.First.Stop();

        var said = there.Clone.Run("--target", "Doctor", "--node", "m1");

        said.ExitCode.ShouldBe(1);
        said.Output.ShouldMatch(@"\| BLOCKS \| reached +\| .*m1.*does not answer");
    }

    [SshFact]
    public void The_doctor_of_a_figure_says_what_to_type_for_the_nodes_that_make_it()
    {
        using var there = new SshClone();

        var said = there.Clone.Run(
            "--target",
            "Doctor",
            "--figure",
            "10",
            "--profile",
            "smoke",
            "--roles",
            "here-1=m1,here-2=m2"
        );

        said.Output.ShouldContain(
            "./build.sh --target Doctor --figure 10 --profile smoke --roles here-1=m1,here-2=m2 --node m2"
        );
        var there1 = there.Clone.Run(
            "--target",
            "Doctor",
            "--figure",
            "10",
            "--profile",
            "smoke",
            "--roles",
            "here-1=m1,here-2=m2",
            "--node",
            "m1"
        );
        there1.Output.ShouldContain("m1: It can be run here: ");
    }

    [SshFact(MakesRuns = true)]
    public void A_task_whose_connection_is_cut_goes_on_and_a_second_call_joins_it()
    {
        using var there = new SshClone();
        using var hold = new HeldNpm(there);
        using (var host = HostProcess.Start(there.Clone.Root, hold.Task))
        {
            hold.WaitUntilItWaits(host);
            host.Kill(entireProcessTree: true);
            host.WaitForExit();
        }

        there.First.Cut();
        there.First.Jobs().Length.ShouldBe(1);
        using var second = Start(there, hold.Task);
        second.WaitForExit(3000).ShouldBeFalse();
        hold.Release();
        var output = second.StandardOutput.ReadToEnd();
        second.WaitForExit();

        second.ExitCode.ShouldBe(0);
        output.ShouldContain("this call joins it");
        there.First.Jobs().ShouldBeEmpty();
        there.First.Logs().Length.ShouldBe(1);
    }

    [SshFact]
    public void An_interrupted_call_ends_the_task_there_too()
    {
        using var there = new SshClone();
        using var hold = new HeldNpm(there);
        using var host = Start(there, hold.Task);
        hold.WaitUntilItWaits(host);

        HostProcess.RunProgram("/", [], "kill", "-TERM", $"{host.Id}");
        var output = host.StandardOutput.ReadToEnd();
        host.WaitForExit(TimeSpan.FromSeconds(60)).ShouldBeTrue();

        host.ExitCode.ShouldNotBe(0);
        output.ShouldContain("it was ended there, too");
        there.First.Jobs().ShouldBeEmpty();
        hold.IsRunning.ShouldBeFalse();
    }

    private static Process Start(SshClone there, string[] arguments)
    {
        var start = new ProcessStartInfo(HostProcess.Command[0], [.. HostProcess.Command[1..], .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            WorkingDirectory = there.Clone.Root,
        };
        start.Environment["REFIGURE_ROOT"] = there.Clone.Root;
        return Process.Start(start)!;
    }
}

using System.Diagnostics;
using Refigure.Build.Tests.EndToEnd;

namespace Refigure.Build.Tests.Nodes;

/// <summary>Figure 10's smoke experiment on two real machines that are reached with ssh.</summary>
[Collection(SshKitCollection.Name)]
public sealed class SshRunTests
{
    private readonly SshKit _kit;

    public SshRunTests(SshKit kit)
    {
        _kit = kit;
    }

    [SshFact(MakesRuns = true)]
    public void One_command_makes_the_runs_of_two_nodes_at_the_same_time_and_draws_the_figure()
    {
        using var there = new SshClone(_kit.Store);
        string[] figure =
        [
            "--figure",
            "10",
            "--profile",
            "smoke",
            "--roles",
            "here-1=m1,here-2=m2",
            "--iterations",
            "1",
        ];

        var first = there.Clone.Run(figure).ShouldSucceed();

        first.Output.ShouldContain("m1: 4 runs to make");
        first.Output.ShouldMatch(@"m2: 4/4 gpu-comparison \S+ warm-1 on m2: done");
        first.Output.ShouldContain("from 8 smoke runs of m1, m2");
        first.Output.ShouldNotContain("Both nodes are this machine");
        there.Runs().Count.ShouldBe(8);
        var measurements = File.ReadAllText(there.Clone.Folder["figures", "runs", "measurements.csv"]);
        measurements.ShouldContain("gpu-comparison,m1,llamacpp,synthetic-60m,");
        measurements.ShouldContain("gpu-comparison,m2,llamacpp,synthetic-60m,");
        Directory.Exists(there.Clone.Folder["figures", "runs", ".incoming"]).ShouldBeFalse();
        ShouldBeOver(there);

        // All is here: nobody is asked.
        there.First.Stop();
        there.Second.Stop();
        there.Clone.Run(figure).ShouldSucceed().Output.ShouldNotContain("m1: ");
    }

    [SshFact(MakesRuns = true)]
    public void One_node_alone_does_its_part_and_what_lies_there_is_brought_and_not_made_again()
    {
        using var there = new SshClone(_kit.Store);
        string[] part = [.. SshClone.Smoke(1), "--node", "m2"];
        there.Clone.Run(part).ShouldSucceed().Output.ShouldNotContain("m1");
        var runs = there.Runs();
        runs.Count.ShouldBe(4);

        // As after a call that ended before it had brought all.
        foreach (var run in runs.Keys.Where(run => run.Contains("60m", StringComparison.Ordinal)))
        {
            Directory.Delete(there.Clone.Folder["figures", "runs", run], recursive: true);
        }

        there.Clone.Run(part).ShouldSucceed().Output.ShouldNotContain("to make");

        there.Runs().ShouldBe(runs, ignoreOrder: true);
        there.Second.Logs().Length.ShouldBe(1);
        there.First.Logs().ShouldBeEmpty();
    }

    [SshFact(MakesRuns = true)]
    public void On_a_terminal_each_node_has_a_row()
    {
        using var there = new SshClone(_kit.Store);

        var shown = HostProcess.RunProgram(
            there.Clone.Root,
            [("REFIGURE_ROOT", there.Clone.Root), ("TERM", "xterm"), ("CI", "")],
            "script",
            "-qefc",
            $"stty cols 150; exec {string.Join(' ', [.. HostProcess.Command, .. SshClone.Smoke(2)])}",
            "/dev/null"
        );

        shown.ExitCode.ShouldBe(0, shown.Output);
        shown.Output.ShouldMatch(@"m1  █+░+  \d/8 · .*gpu-comparison synthetic-\S+ warm-\d");
        shown.Output.ShouldMatch(@"m2  █{20}  8/8 · done");
        there.Runs().Count.ShouldBe(16);
    }

    [SshFact(MakesRuns = true)]
    public void A_connection_that_is_cut_again_and_again_loses_nothing()
    {
        using var there = new SshClone(_kit.Store);
        using var host = HostProcess.Start(there.Clone.Root, SshClone.Smoke(2));
        WaitFor(host, () => there.First.Logs().Length > 0 && there.Second.Logs().Length > 0);
        for (var i = 0; i < 5 && !host.HasExited; i++)
        {
            there.First.Cut();
            there.Second.Cut();
            host.WaitForExit(1000);
        }

        host.WaitForExit(TimeSpan.FromMinutes(2)).ShouldBeTrue();

        host.ExitCode.ShouldBe(0);
        there.Runs().Count.ShouldBe(16);
        ShouldBeOver(there);
    }

    [SshFact(MakesRuns = true)]
    public void A_killed_call_is_joined_by_the_next_one_and_nothing_is_measured_twice()
    {
        using var there = new SshClone(_kit.Store);
        using (var host = HostProcess.Start(there.Clone.Root, SshClone.Smoke(3)))
        {
            WaitFor(host, () => there.Runs().Count > 0 && there.Second.Logs().Length > 0);
            host.Kill(entireProcessTree: true);
            host.WaitForExit();
        }

        var brought = there.Runs();

        var second = there.Clone.Run(SshClone.Smoke(3)).ShouldSucceed();

        second.Output.ShouldContain("this call joins them");
        var runs = there.Runs();
        runs.Count.ShouldBe(24);
        brought.ShouldBeSubsetOf(runs);
        ShouldBeOver(there);
    }

    [SshFact(MakesRuns = true)]
    public void What_runs_on_a_node_can_be_ended_from_here_and_goes_on_later()
    {
        using var there = new SshClone(_kit.Store);
        string[] part = SshClone.Smoke(3, "--node", "m1");
        using (var host = HostProcess.Start(there.Clone.Root, part))
        {
            WaitFor(host, () => there.Runs().Count > 0);
            host.Kill(entireProcessTree: true);
            host.WaitForExit();
        }

        there.Clone.Run([.. part, "--stop"]).ShouldSucceed().Output.ShouldContain("m1: what ran there was ended");
        there.Clone.Run([.. part, "--stop"]).ShouldSucceed().Output.ShouldContain("m1: nothing of this runs there");
        var brought = there.Runs();

        there.Clone.Run(part).ShouldSucceed();

        var runs = there.Runs();
        runs.Count.ShouldBe(12);
        brought.ShouldBeSubsetOf(runs);
        there.First.Logs().Length.ShouldBe(2);
    }

    [SshFact(MakesRuns = true)]
    public void A_killed_runner_is_told_and_the_next_call_makes_what_it_lacked()
    {
        using var there = new SshClone(_kit.Store);
        string[] part = SshClone.Smoke(3, "--node", "m1");
        using (var host = HostProcess.Start(there.Clone.Root, part))
        {
            WaitFor(host, () => there.Runs().Count > 0);
            there.First.KillJob();
            host.WaitForExit(TimeSpan.FromMinutes(1)).ShouldBeTrue();
            host.ExitCode.ShouldBe(1);
        }

        var brought = there.Runs();
        there.Clone.Run(part).ShouldSucceed();

        var runs = there.Runs();
        runs.Count.ShouldBe(12);
        brought.ShouldBeSubsetOf(runs);
    }

    // One job a node did all, each run once, and nothing is left that runs.
    private static void ShouldBeOver(SshClone there)
    {
        foreach (var machine in (SshMachine[])[there.First, there.Second])
        {
            var log = File.ReadAllText(machine.Logs().ShouldHaveSingleItem());
            var made = log.Split('\n')
                .Where(line => line.EndsWith(" s", StringComparison.Ordinal) && line.Contains(": done, "));
            var names = made.Select(line => line.Split(' ', 2)[1].Split(": done")[0]).ToArray();
            names.ShouldBeUnique();
            names.Length.ShouldBe(there.Runs().Count / 2);
            Directory
                .GetDirectories(Path.Combine(machine.Folder, "jobs"))
                .ShouldHaveSingleItem()
                .ShouldEndWith("/over");
        }
    }

    private static void WaitFor(Process host, Func<bool> what)
    {
        for (var i = 0; i < 1200 && !host.HasExited && !what(); i++)
        {
            host.WaitForExit(50);
        }

        what().ShouldBeTrue("the host ended before, or nothing happened");
    }
}

using System.Diagnostics;
using Refigure.Build.Tests.EndToEnd;

namespace Refigure.Build.Tests.Nodes;

/// <summary>Figure 10's smoke experiment on two machines of a real Slurm, and what can go wrong there.</summary>
[Collection(SlurmKitCollection.Name)]
public sealed class SlurmRunTests
{
    private readonly SshKit _kit;
    private readonly SlurmCluster _cluster;

    public SlurmRunTests(SshKit kit, SlurmCluster cluster)
    {
        (_kit, _cluster) = (kit, cluster);
        if (SlurmCluster.WhyAbsent is null)
        {
            cluster.Start();
        }
    }

    [SlurmFact(MakesRuns = true)]
    public void One_command_makes_the_runs_of_two_nodes_of_a_site_and_draws_the_figure()
    {
        using var there = new SlurmClone(_kit.Store);
        string[] figure =
        [
            "--figure",
            "10",
            "--profile",
            "smoke",
            "--roles",
            "here-1=c1,here-2=c2",
            "--iterations",
            "1",
        ];

        var first = there.Clone.Run(figure).ShouldSucceed();

        first.Output.ShouldMatch(@"c1: job \d+ \(cpu\) is submitted");
        first.Output.ShouldMatch(@"c2: job \d+ \(cpu\) runs on c2");
        first.Output.ShouldContain("from 8 smoke runs of c1, c2");
        ShouldBeOver(there, 8);

        there.Clone.Run(figure).ShouldSucceed().Output.ShouldNotContain("c1: ");
    }

    [SlurmFact(MakesRuns = true)]
    public void Iterations_are_elements_of_an_array_that_waits_for_what_sets_up()
    {
        using var there = new SlurmClone(_kit.Store, "    array: true\n    jobs_at_once: 1\n");

        var result = there.Clone.Run(SlurmClone.Smoke(3, "--node", "c1")).ShouldSucceed();

        result.Output.ShouldMatch(@"c1: job \d+ \(cpu-first\) is submitted");
        result.Output.ShouldContain("it waits for the job before it (Dependency)");
        result.Output.ShouldMatch(@"c1: job \d+_2 \(cpu\) runs on c1");
        result.Output.ShouldMatch(@"c1: job \d+_3 \(cpu\) runs on c1");
        there.Logs().Length.ShouldBe(3);
        ShouldBeOver(there, 3);
    }

    [SlurmFact(MakesRuns = true)]
    public async Task A_controller_of_the_site_that_is_silent_for_a_while_decides_nothing()
    {
        using var there = new SlurmClone(_kit.Store);
        var call = Task.Run(() => there.Clone.Run(SlurmClone.Smoke(6, "--node", "c1")));
        WaitFor(call, () => there.Made().Length > 0);
        _cluster.StopController();
        try
        {
            WaitFor(call, () => there.Runs().Count == 6 || call.IsCompleted);
        }
        finally
        {
            _cluster.StartController();
        }

        var result = await call;

        result.ShouldSucceed();
        ShouldBeOver(there, 6);
    }

    [SlurmFact(MakesRuns = true)]
    public async Task What_cannot_be_submitted_now_is_submitted_when_the_site_answers_again()
    {
        using var there = new SlurmClone(_kit.Store);
        _cluster.StopController();
        Task<HostResult> call;
        try
        {
            call = Task.Run(() => there.Clone.Run(SlurmClone.Smoke(2, "--node", "c1")));
            WaitFor(call, () => Directory.Exists(Path.Combine(there.Site, "hosts")));
            await Task.WhenAny(call, Task.Delay(TimeSpan.FromSeconds(11)));
        }
        finally
        {
            _cluster.StartController();
        }

        var result = await call;

        result.ShouldSucceed().Output.ShouldContain("Slurm does not answer (Unable to contact slurm controller");
        ShouldBeOver(there, 2);
    }

    [SlurmFact(MakesRuns = true)]
    public async Task A_job_that_is_put_into_the_queue_again_goes_on_where_it_was()
    {
        using var there = new SlurmClone(_kit.Store);
        var call = Task.Run(() => there.Clone.Run(SlurmClone.Smoke(6, "--node", "c1")));
        WaitFor(call, () => there.Made().Length > 0);
        _cluster.Run("scontrol", "requeue", _cluster.Jobs().ShouldHaveSingleItem()).ShouldSucceed();
        WaitFor(call, () => HurryUntil(() => call.IsCompleted));

        var result = await call;

        result
            .ShouldSucceed()
            .Output.ShouldMatch(@"c1: job \d+ \(cpu\) was put into the queue again and runs on c1 \(start 2\)");
        ShouldBeOver(there, 6);
    }

    [SlurmFact(MakesRuns = true)]
    public async Task The_warning_of_a_time_limit_ends_runs_in_order_and_what_is_left_waits_in_the_queue_again()
    {
        using var there = new SlurmClone(_kit.Store, "    time: 00:10:00\n    signal_before: 60\n");
        var call = Task.Run(() => there.Clone.Run(SlurmClone.Smoke(6, "--node", "c1")));
        WaitFor(call, () => there.Made().Length > 1);
        // As Slurm does it with --signal=B:USR1@60, for which it would take minutes here.
        _cluster.Run("scancel", "--batch", "--signal=USR1", _cluster.Jobs().ShouldHaveSingleItem()).ShouldSucceed();
        WaitFor(call, () => HurryUntil(() => call.IsCompleted));

        var result = await call;

        result
            .ShouldSucceed()
            .Output.ShouldMatch(@"[1-4] of 6 runs are left, for which this job waits in the queue again");
        ShouldBeOver(there, 6);
    }

    [SlurmFact(MakesRuns = true)]
    public async Task A_time_limit_that_comes_before_the_first_run_is_finished_is_no_endless_loop()
    {
        using var there = new SlurmClone(_kit.Store, "    time: 00:10:00\n");
        string[] part = SlurmClone.Smoke(2, "--node", "c1");
        var call = Task.Run(() => there.Clone.Run(part));
        WaitFor(call, () => there.Log().Length > 0);
        _cluster.Run("scancel", "--batch", "--signal=USR1", _cluster.Jobs().ShouldHaveSingleItem()).ShouldSucceed();

        var result = await call;

        result.ExitCode.ShouldBe(1);
        $"{result.Output}{result.Error}".ShouldMatch(
            @"job \d+ \(cpu\) reached its time limit of 00:10:00 before one run was finished: give it a longer time"
        );
        there.Clone.Run(part).ShouldSucceed();
        ShouldBeOver(there, 2);
    }

    [SlurmFact(MakesRuns = true)]
    public async Task A_job_that_is_cancelled_by_hand_is_told_and_the_next_call_makes_the_rest()
    {
        using var there = new SlurmClone(_kit.Store);
        string[] part = SlurmClone.Smoke(6, "--node", "c1");
        var call = Task.Run(() => there.Clone.Run(part));
        WaitFor(call, () => there.Made().Length > 0);
        _cluster.Run("scancel", _cluster.Jobs().ShouldHaveSingleItem()).ShouldSucceed();

        var first = await call;

        first.ExitCode.ShouldBe(1);
        $"{first.Output}{first.Error}".ShouldMatch(
            @"job \d+ \(cpu\) was cancelled \(scancel\); start again, and it goes on there"
        );
        var brought = there.Runs();
        brought.Count.ShouldBeInRange(1, 5);
        there.Clone.Run(part).ShouldSucceed();
        brought.ShouldBeSubsetOf(there.Runs());
        ShouldBeOver(there, 6);
    }

    [SlurmFact(MakesRuns = true)]
    public void A_killed_call_is_joined_by_the_next_one_also_where_it_did_not_note_its_job_s_number()
    {
        using var there = new SlurmClone(_kit.Store);
        string[] part = SlurmClone.Smoke(6, "--node", "c1");
        using (var host = HostProcess.Start(there.Clone.Root, part))
        {
            WaitFor(host, () => there.Runs().Count > 0);
            host.Kill(entireProcessTree: true);
            host.WaitForExit();
        }

        var id = Directory.GetFiles(Path.Combine(there.Site, "jobs"), "id", SearchOption.AllDirectories);
        File.Delete(id.ShouldHaveSingleItem());
        var brought = there.Runs();

        var second = there.Clone.Run(part).ShouldSucceed();

        second.Output.ShouldContain("this call joins them");
        brought.ShouldBeSubsetOf(there.Runs());
        ShouldBeOver(there, 6);
    }

    [SlurmFact(MakesRuns = true)]
    public void Jobs_are_cancelled_from_here_and_go_on_later()
    {
        using var there = new SlurmClone(_kit.Store);
        string[] part = SlurmClone.Smoke(6, "--node", "c1");
        using (var host = HostProcess.Start(there.Clone.Root, part))
        {
            WaitFor(host, () => there.Runs().Count > 0);
            host.Kill(entireProcessTree: true);
            host.WaitForExit();
        }

        there.Clone.Run([.. part, "--stop"]).ShouldSucceed().Output.ShouldContain("c1: what ran there was ended");
        _cluster.Jobs().ShouldBeEmpty();
        there.Clone.Run([.. part, "--stop"]).ShouldSucceed().Output.ShouldContain("c1: nothing of this runs there");
        var brought = there.Runs();

        there.Clone.Run(part).ShouldSucceed();

        brought.ShouldBeSubsetOf(there.Runs());
        ShouldBeOver(there, 6);
    }

    [SlurmFact(MakesRuns = true)]
    public async Task Two_calls_at_once_share_one_job()
    {
        using var there = new SlurmClone(_kit.Store);
        using var other = new SlurmClone(_kit.Store, folder: there.Site);
        string[] part = SlurmClone.Smoke(4, "--node", "c1");
        var calls = ((SlurmClone[])[there, other]).Select(clone => Task.Run(() => clone.Clone.Run(part))).ToArray();

        foreach (var result in await Task.WhenAll(calls))
        {
            result.ShouldSucceed();
        }

        there.Runs().ShouldBe(other.Runs(), ignoreOrder: true);
        ShouldBeOver(there, 4);
    }

    private bool HurryUntil(Func<bool> what)
    {
        _cluster.Hurry();
        return what();
    }

    // Each run once, all here, nothing left in the queue, nor that runs.
    private void ShouldBeOver(SlurmClone there, int runs)
    {
        there.Runs().Count.ShouldBe(runs);
        there.Made().ShouldBeUnique();
        there.Made().Length.ShouldBe(runs, there.Log());
        Directory.GetDirectories(Path.Combine(there.Site, "jobs")).ShouldHaveSingleItem().ShouldEndWith("/over");
        Wait.Until(() => _cluster.Jobs().Length == 0).ShouldBeTrue("a job is left");
        Orphans(there.Site).ShouldBeEmpty();
    }

    private static string[] Orphans(string site) =>
        [
            .. Directory
                .GetDirectories("/proc")
                .Where(folder => int.TryParse(Path.GetFileName(folder), out _))
                .Select(CommandOf)
                .Where(command => command.Contains(site, StringComparison.Ordinal)),
        ];

    private static string CommandOf(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline")).Replace('\0', ' ');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static void WaitFor(Task call, Func<bool> what) =>
        Wait.Until(() => call.IsCompleted || what(), 120).ShouldBeTrue("nothing happened");

    private static void WaitFor(Process host, Func<bool> what)
    {
        Wait.Until(() => host.HasExited || what(), 120);
        what().ShouldBeTrue("the host ended before, or nothing happened");
    }
}

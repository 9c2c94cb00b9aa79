using System.Diagnostics;
using System.Globalization;
using Refigure.Build.Tests.EndToEnd;

namespace Refigure.Build.Tests.Nodes;

/// <summary>
/// Faults of a node, a disk or a connection: whatever happens, the same command once more completes, each run is there once, what was
/// measured before is as it was, and nothing runs on.
/// </summary>
[Collection(SshKitCollection.Name)]
public sealed class SshFaultTests
{
    private static readonly string[] Part = SshClone.Smoke(2, "--node", "m1", "--case", "*60m");
    private readonly SshKit _kit;

    public SshFaultTests(SshKit kit)
    {
        _kit = kit;
    }

    [SshFact(MakesRuns = true, MountsDisks = true)]
    public void A_disk_there_that_is_full_from_the_beginning_is_said_and_a_rerun_completes()
    {
        using var there = new SshClone(_kit.Store);
        using var disk = new SmallDisk(there.First.Folder, 64);
        disk.Fill(roomKilobytes: 2000);

        there.Clone.Run(Part).ShouldRefuse("Node m1 cannot use", "No space left on device", "make room there");

        there.Runs().ShouldBeEmpty();
        there.First.Jobs().ShouldBeEmpty();
        Directory.GetFileSystemEntries(Path.Combine(there.First.Folder, "hosts")).ShouldBeEmpty();
        disk.Empty();
        ShouldComplete(there, []);
    }

    [SshFact(MakesRuns = true, MountsDisks = true)]
    public void A_disk_there_that_fills_up_between_runs_loses_none_that_was_made()
    {
        using var there = new SshClone(_kit.Store);
        using var disk = new SmallDisk(there.First.Folder, 96);
        using (var host = HostProcess.Start(there.Clone.Root, Part))
        {
            WaitFor(host, () => there.Runs().Count > 0);
            disk.Fill();
            host.WaitForExit(TimeSpan.FromMinutes(1)).ShouldBeTrue();
            host.ExitCode.ShouldNotBe(0);
        }

        var before = there.Runs();
        disk.Empty();
        ShouldComplete(there, before);
    }

    [SshFact(MakesRuns = true, MountsDisks = true)]
    public void A_disk_here_that_is_full_when_runs_come_is_said_and_they_are_brought_later()
    {
        using var there = new SshClone(_kit.Store);
        using var disk = new SmallDisk(there.Elsewhere("small"), 4);
        string[] part = [.. Part, "--runs", Path.Combine(there.Elsewhere("small"), "runs")];
        disk.Fill(roomKilobytes: 48);

        var full = there.Clone.Run(part);
        full.ExitCode.ShouldBe(2, full.Output);
        full.Error.ShouldContain("small/runs");

        disk.Empty();
        there.Clone.Run(part).ShouldSucceed();
        Directory.GetFiles(there.Elsewhere("small"), "run.json", SearchOption.AllDirectories).Length.ShouldBe(2);
        Made(there).ShouldBe(2);
        there.First.Jobs().ShouldBeEmpty();
    }

    [SshFact(MakesRuns = true)]
    public void A_clock_there_that_is_an_hour_off_is_said_and_recorded_and_durations_do_not_hear_of_it()
    {
        using var there = new SshClone(_kit.Store);
        Program(there, "date", "[ \"$1\" = +%s.%N ] && exec /bin/date -d '1 hour' \"$1\"\nexec /bin/date \"$@\"");

        var began = Stopwatch.GetTimestamp();
        there
            .Clone.Run(Part)
            .ShouldSucceed()
            .Output.ShouldMatch(@"m1: its clock is 3[56]\d\d\.\d s ahead of this machine's");
        var took = Stopwatch.GetElapsedTime(began).TotalSeconds;

        foreach (var record in there.Runs().Values)
        {
            record.ShouldMatch("\"clock_ahead_seconds\": ?\"3(59|60)\\d\\.\\d{3}\"");
            Seconds(record).ShouldBeInRange(0.01, took);
        }

        // And it is no reason to make them again.
        ShouldComplete(there, there.Runs(), jobs: 1);
    }

    [SshFact(MakesRuns = true)]
    public void A_connection_that_is_cut_in_the_middle_of_an_archive_brings_it_whole_or_not_at_all()
    {
        using var there = new SshClone(_kit.Store);
        var (cut, done) = (there.Elsewhere("cut"), there.Elsewhere("done"));
        // The first archive stops after its first bytes, until its connection is gone.
        Program(
            there,
            "gzip",
            $"if [ \"$1\" = -1 ] && [ ! -e '{cut}' ]; then\n"
                + $"  /bin/gzip -1 | head -c 900\n  : > '{cut}'\n  while [ ! -e '{done}' ]; do sleep 0.1; done\n  exit 1\n"
                + "fi\nexec /bin/gzip \"$@\""
        );
        using var host = HostProcess.Start(there.Clone.Root, Part);
        WaitFor(host, () => File.Exists(cut));
        there.Runs().ShouldBeEmpty();

        there.First.Cut();
        File.WriteAllText(done, "");
        host.WaitForExit(TimeSpan.FromMinutes(1)).ShouldBeTrue();

        host.ExitCode.ShouldBe(0);
        ShouldComplete(there, there.Runs(), jobs: 1);
        Directory.Exists(there.Clone.Folder["figures", "runs", ".incoming"]).ShouldBeFalse();
    }

    [SshFact(MakesRuns = true)]
    public void A_host_key_that_changes_while_runs_are_made_is_refused_and_they_are_joined_when_it_is_put_right()
    {
        using var there = new SshClone(_kit.Store);
        var known = there.Elsewhere("keys/known");
        var right = File.ReadAllText(known);
        SshMachine.MakeKey(there.Elsewhere("other"));
        using (var host = HostProcess.Start(there.Clone.Root, SshClone.Smoke(3, "--node", "m1")))
        {
            WaitFor(host, () => there.Runs().Count > 0);
            File.WriteAllText(
                known,
                $"[127.0.0.1]:{there.First.Port} {File.ReadAllText(there.Elsewhere("other.pub"))}"
            );
            there.First.Cut();
            host.WaitForExit(TimeSpan.FromMinutes(1)).ShouldBeTrue();
            host.ExitCode.ShouldBe(2);
        }

        var before = there.Runs();
        File.WriteAllText(known, right);
        there.Clone.Run(SshClone.Smoke(3, "--node", "m1")).ShouldSucceed();

        there.Runs().Count.ShouldBe(12);
        before.ShouldBeSubsetOf(there.Runs());
        there.First.Jobs().ShouldBeEmpty();
        there.First.Logs().Length.ShouldBe(1);
    }

    // The same command once more: two runs, each made once, those of before as they were.
    private static void ShouldComplete(SshClone there, Dictionary<string, string> before, int? jobs = null)
    {
        there.Clone.Run(Part).ShouldSucceed();
        var runs = there.Runs();
        runs.Count.ShouldBe(2);
        before.ShouldBeSubsetOf(runs);
        Made(there).ShouldBe(2);
        there.First.Jobs().ShouldBeEmpty();
        if (jobs is { } expected)
        {
            there.First.Logs().Length.ShouldBe(expected);
        }

        there.First.Running().ShouldBeEmpty();
    }

    // How many runs were made there, over all jobs.
    private static int Made(SshClone there) =>
        there
            .First.Logs()
            .SelectMany(File.ReadLines)
            .Count(line => line.Contains(": done, ", StringComparison.Ordinal));

    private static double Seconds(string record) =>
        double.Parse(
            System.Text.RegularExpressions.Regex.Match(record, "\"duration_seconds\": ?([0-9.]+)").Groups[1].Value,
            CultureInfo.InvariantCulture
        );

    // A program of the first machine that stands before the one of that name.
    private static void Program(SshClone there, string name, string script)
    {
        var folder = there.Elsewhere("programs");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, name), $"#!/bin/sh\n{script}\n");
        HostProcess.RunProgram(folder, [], "chmod", "+x", name).ExitCode.ShouldBe(0);
        there.First.SetVariables($"PATH={folder}:{Environment.GetEnvironmentVariable("PATH")}");
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

using System.Security.Cryptography;
using System.Text;

namespace Refigure.Build.Tests.Nodes;

/// <summary>What experiments ask of a node beside their planned runs: further iterations, and files of data sets.</summary>
[Collection(SshKitCollection.Name)]
public sealed class SshMoreTests
{
    private readonly SshKit _kit;

    public SshMoreTests(SshKit kit)
    {
        _kit = kit;
        kit.MakeHost();
    }

    [SshFact(MakesRuns = true)]
    public void A_case_that_wants_to_be_precise_is_repeated_there_and_all_is_brought()
    {
        using var there = new SshClone(_kit.Store);
        there.Clone.Folder.Write(
            "figures/experiments/precise.yaml",
            """
            describe: Repeated until its mean is known.
            figures: [10]
            profiles:
              smoke:
                environment: llamacpp
                model: synthetic-60m
                arguments: { ctx-size: 512 }
                caches: { warm: { iterations: 2, until: { metric: actual_total_time, within_percent: 0.001, at_most: 4 } } }
                nodes: [here-1]
            """
        );

        there.Clone.Run(Experiment("precise")).ShouldSucceed();

        Iterations(there).ShouldBe(["warm-1", "warm-2", "warm-3", "warm-4"]);

        // As after a call that was killed when all that was planned was there.
        foreach (var run in there.Runs().Keys.Where(run => run[^1] is '3' or '4').ToArray())
        {
            Directory.Delete(there.Clone.Folder["figures", "runs", run], recursive: true);
            Directory.Delete(Path.Combine(there.First.Folder, "runs", run), recursive: true);
        }

        var kept = there.Runs();
        there.Clone.Run(Experiment("precise")).ShouldSucceed();

        Iterations(there).ShouldBe(["warm-1", "warm-2", "warm-3", "warm-4"]);
        kept.ShouldBeSubsetOf(there.Runs());

        // At the most that it may have nobody is asked.
        there.First.Stop();
        there.Clone.Run(Experiment("precise")).ShouldSucceed();
    }

    [SshFact(MakesRuns = true)]
    public void The_file_of_a_data_set_goes_along_and_what_it_holds_decides()
    {
        using var there = new SshClone(_kit.Store);
        there.Clone.Folder.Write("data/prompts.txt", "one two three\nfour five six\n");
        there.Clone.Folder.Write(
            "figures/experiments/asked.yaml",
            """
            describe: Prompts of a file.
            figures: [10]
            profiles:
              smoke:
                environment: llamacpp
                model: synthetic-60m
                arguments: { ctx-size: 512 }
                load: { concurrency: 1, requests: 3, dataset: 'file:data/prompts.txt', output_tokens: 4 }
                caches: { warm: 1 }
                nodes: [here-1]
            """
        );

        there.Clone.Run(Experiment("asked")).ShouldSucceed();

        Facts(there).ShouldContain(Sha256("one two three\nfour five six\n"));
        Facts(there).ShouldContain("\"dataset\": \"prompts.txt\"");
        there.Clone.Run(Experiment("asked")).ShouldSucceed().Output.ShouldNotContain("m1: ");

        there.Clone.Folder.Write("data/prompts.txt", "seven eight\n");
        there.Clone.Run(Experiment("asked")).ShouldSucceed().Output.ShouldContain("m1: 1/1 ");

        Facts(there).ShouldContain(Sha256("seven eight\n"));
    }

    [SshFact]
    public void Of_hosts_and_checkouts_the_last_two_stay_and_what_a_job_uses()
    {
        using var there = new SshClone();
        string Old(string kind, string name, int days)
        {
            var folder = Path.Combine(there.First.Folder, kind, name);
            Directory.CreateDirectory(folder);
            Directory.SetLastWriteTimeUtc(folder, DateTime.UnixEpoch.AddDays(20000 - days));
            return folder;
        }

        string[] kept = [Old("hosts", "used", 9), Old("hosts", "last", 1), Old("checkouts", "last", 1)];
        string[] gone = [Old("hosts", "before", 2), Old("checkouts", "before", 2), Old("checkouts", "first", 3)];
        var job = Path.Combine(there.First.Folder, "jobs", "other");
        Directory.CreateDirectory(job);
        File.WriteAllText(Path.Combine(job, "uses"), "hosts/used\ncheckouts/none\ndata/\n");

        there.Clone.Run("--target", "Doctor", "--node", "m1").ShouldSucceed();

        kept.ShouldAllBe(folder => Directory.Exists(folder));
        gone.ShouldAllBe(folder => !Directory.Exists(folder));
        Directory.GetDirectories(Path.Combine(there.First.Folder, "hosts")).Length.ShouldBe(3);
        Directory.GetDirectories(Path.Combine(there.First.Folder, "checkouts")).Length.ShouldBe(2);
    }

    private static string[] Experiment(string name) =>
        ["--target", "Run", "--experiment", name, "--profile", "smoke", "--roles", "here-1=m1", "--node", "m1"];

    private static string[] Iterations(SshClone there) =>
        [.. there.Runs().Keys.Select(run => Path.GetFileName(run)!).Order(StringComparer.Ordinal)];

    private static string Facts(SshClone there) =>
        File.ReadAllText(
            Path.Combine(there.Clone.Folder["figures", "runs", there.Runs().Keys.ShouldHaveSingleItem()], "load.json")
        );

    private static string Sha256(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

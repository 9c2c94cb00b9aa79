using System.Text;
using Refigure.Files;
using Refigure.Results;

namespace Refigure.Tests.Results;

/// <summary>
/// Stores a run and ends at the n-th file operation, for every n. Afterwards there is the run as it was before or as it
/// should be, and storing it again gives just what it gives undisturbed.
/// </summary>
public sealed class CrashSweepTests
{
    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void A_run_survives_an_end_at_any_file_operation(bool replaces, bool tears)
    {
        var operations = Operations(replaces);
        operations.ShouldBeGreaterThan(5);
        for (var n = 1; n <= operations; n++)
        {
            using var runs = new TemporaryFolder();
            var before = replaces ? SampleRuns.Store(runs.Root, log: "before").Hash : null;
            var system = new FaultyFileSystem(PhysicalFileSystem.Instance, n, static what => throw new Killed(what))
            {
                TearsWrites = tears,
            };

            Should.Throw<Killed>(() => Store(runs.Root, system));

            var undisturbed = Undisturbed();
            InterruptedRuns.Recover(runs.Root);
            var found = RunFolder.Find(runs.Root, SampleRuns.Identity());
            if (found is not null)
            {
                new[] { before, undisturbed }.ShouldContain(found.Hash, $"operation {n}");
                RunVerifier.Verify(runs.Root).ShouldBeEmpty($"operation {n}");
            }
            else
            {
                before.ShouldBeNull($"operation {n}: the run that was there is lost");
            }

            Store(runs.Root, PhysicalFileSystem.Instance);
            RunFolder.Find(runs.Root, SampleRuns.Identity())!.Hash.ShouldBe(undisturbed, $"operation {n}");
            Directory
                .EnumerateDirectories(runs.Root, "*.partial-*", SearchOption.AllDirectories)
                .ShouldBeEmpty($"operation {n}");
        }
    }

    [Fact]
    public void Recovery_leaves_finished_runs_alone()
    {
        using var runs = new TemporaryFolder();
        var stored = SampleRuns.Store(runs.Root);

        var (saved, kept, removed) = InterruptedRuns.Recover(runs.Root);

        saved.ShouldBeEmpty();
        kept.ShouldBeEmpty();
        removed.ShouldBe(0);
        RunFolder.Find(runs.Root, SampleRuns.Identity())!.Hash.ShouldBe(stored.Hash);
    }

    [Fact]
    public void What_a_killed_host_had_measured_of_a_load_is_kept_beside_the_run_s_place_until_the_run_is_made()
    {
        using var runs = new TemporaryFolder();
        var place = RunFolder.PathOf(runs.Root, SampleRuns.Identity());
        Write($"{place}.partial-17/requests.jsonl", "{}\n");
        Write($"{place}.partial-17/engine.log", "ready\n");
        Write($"{place.Replace("warm-1", "warm-2", StringComparison.Ordinal)}.partial-17/requests.jsonl", "");

        var (saved, kept, removed) = InterruptedRuns.Recover(runs.Root);

        saved.ShouldBeEmpty();
        kept.ShouldBe([SampleRuns.Identity().RelativeFolder]);
        removed.ShouldBe(1);
        File.ReadAllText($"{place}.interrupted/requests.jsonl").ShouldBe("{}\n");
        File.Exists($"{place}.interrupted/engine.log").ShouldBeTrue();
        RunFolder.List(runs.Root).ShouldBeEmpty();
        InterruptedRuns.Recover(runs.Root).Kept.ShouldBeEmpty();
        SampleRuns.Store(runs.Root);
        Directory.Exists($"{place}.interrupted").ShouldBeFalse();
    }

    private static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    [Fact]
    public void Recovery_of_a_root_that_is_not_there_does_nothing()
    {
        using var runs = new TemporaryFolder();

        InterruptedRuns.Recover(runs["nowhere"]).Saved.ShouldBeEmpty();

        Directory.Exists(runs["nowhere"]).ShouldBeFalse();
    }

    private static int Operations(bool replaces)
    {
        using var runs = new TemporaryFolder();
        if (replaces)
        {
            SampleRuns.Store(runs.Root, log: "before");
        }

        var counting = new FaultyFileSystem(PhysicalFileSystem.Instance, 0, static _ => { });
        Store(runs.Root, counting);
        return counting.Count;
    }

    private static string Undisturbed()
    {
        using var runs = new TemporaryFolder();
        Store(runs.Root, PhysicalFileSystem.Instance);
        return RunFolder.Find(runs.Root, SampleRuns.Identity())!.Hash;
    }

    // As a killed host: nothing is disposed of, so nothing is tidied up.
    private static void Store(string root, IFileSystem system)
    {
        var run = PendingRun.Begin(root, SampleRuns.Identity(), system);
        run.Add("engine.log", new MemoryStream(Encoding.UTF8.GetBytes("what the engine said\n")));
        run.Add("samples.csv", new MemoryStream(Encoding.UTF8.GetBytes("seconds,cpu0\n0.1,50\n")), compress: true);
        run.Complete(SampleRuns.Record(), replace: true);
    }

    private sealed class Killed(string what) : Exception(what);
}

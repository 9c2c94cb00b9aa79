using System.Text;
using Refigure.Files;
using Refigure.Results;
using Refigure.Results.Bundles;
using Refigure.Secrets;

namespace Refigure.Tests.Results.Bundles;

public sealed class BundleWriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _runs;

    public BundleWriterTests()
    {
        _runs = _folder["runs"];
        SampleRuns.Store(_runs, SampleRuns.Identity(2), compress: true);
        SampleRuns.Store(_runs, SampleRuns.Identity(1));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_manifest_comes_first_and_then_each_run_with_its_record_first()
    {
        var manifest = TestBundles.Pack(_runs, _folder["b.tar.gz"]);

        manifest.Node.ShouldBe("n1");
        var entries = TestBundles.Entries(_folder["b.tar.gz"]);
        entries
            .Select(e => e.Name)
            .ShouldBe([
                "manifest.json",
                "model-sweep/n1/yi-6b/warm-1/run.json",
                "model-sweep/n1/yi-6b/warm-1/engine.log",
                "model-sweep/n1/yi-6b/warm-2/run.json",
                "model-sweep/n1/yi-6b/warm-2/engine.log.gz",
            ]);
        Encoding.UTF8.GetString(entries[2].Content).ShouldBe(SampleRuns.Log);
        Encoding.UTF8.GetString(entries[0].Content).ShouldContain(manifest.Runs[0].Files[1].Sha256);
    }

    [Fact]
    public void The_same_runs_give_the_same_bytes_whenever_and_wherever_they_are_packed()
    {
        TestBundles.Pack(_runs, _folder["a.tar.gz"]);
        Directory.Move(_runs, _folder["elsewhere"]);
        foreach (var file in Directory.GetFiles(_folder["elsewhere"], "*", SearchOption.AllDirectories))
        {
            File.SetLastWriteTimeUtc(file, new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        }

        TestBundles.Pack(_folder["elsewhere"], _folder["b.tar.gz"]);

        File.ReadAllBytes(_folder["b.tar.gz"]).ShouldBe(File.ReadAllBytes(_folder["a.tar.gz"]));
    }

    [Fact]
    public void Half_made_and_failed_runs_stay_behind_and_so_does_what_no_record_lists()
    {
        Directory.CreateDirectory(_folder["runs/model-sweep/n1/yi-6b/warm-3.failed"]);
        _folder.Write("runs/model-sweep/n1/yi-6b/warm-3.failed/run.json", "{}");
        _folder.Write("runs/model-sweep/n1/yi-6b/warm-4.partial-12/run.json", "{}");
        _folder.Write("runs/model-sweep/n1/yi-6b/warm-5/engine.log", "interrupted");
        _folder.Write("runs/model-sweep/n1/yi-6b/warm-1/notes.txt", "mine");

        TestBundles.Pack(_runs, _folder["b.tar.gz"]);

        TestBundles.Entries(_folder["b.tar.gz"]).Count.ShouldBe(5);
    }

    [Fact]
    public void Names_over_a_hundred_characters_are_kept_whole()
    {
        var name = new string('c', 110);
        SampleRuns.Store(_runs, SampleRuns.Identity(name: name));

        TestBundles.Pack(_runs, _folder["b.tar.gz"]);

        TestBundles
            .Entries(_folder["b.tar.gz"])
            .Select(e => e.Name)
            .ShouldContain($"model-sweep/n1/{name}/warm-1/engine.log");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_secret_does_not_leave_the_machine(bool compress)
    {
        const string canary = "hf_CanaryInTheMine0123456789";
        SampleRuns.Store(_runs, SampleRuns.Identity(9), $"token {canary} was used\n", compress);

        var e = Should.Throw<UserErrorException>(() =>
            TestBundles.Pack(_runs, _folder["b.tar.gz"], new SecretMask([canary]))
        );

        e.Message.ShouldContain("warm-9");
        e.Message.ShouldNotContain(canary);
        Directory.GetFiles(_folder.Root).ShouldBeEmpty();
    }

    [Fact]
    public void A_run_that_was_changed_is_not_packed()
    {
        File.AppendAllText(_folder["runs/model-sweep/n1/yi-6b/warm-1/engine.log"], "more");

        var e = Should.Throw<UserErrorException>(() => TestBundles.Pack(_runs, _folder["b.tar.gz"]));

        e.Message.ShouldContain("warm-1/engine.log was changed after its run");
        Directory.GetFiles(_folder.Root).ShouldBeEmpty();
    }

    [Fact]
    public void A_bundle_is_there_whole_or_not_at_all_wherever_writing_ends()
    {
        RunRecord[] runs = [.. RunFolder.List(_runs).Select(folder => RunFolder.Read(_runs, folder))];
        var counting = new FaultyFileSystem(PhysicalFileSystem.Instance, 0, static _ => { });
        new BundleWriter(counting, SecretMask.None).Write(_runs, "n1", runs, _folder["whole.tar.gz"]);
        var whole = File.ReadAllBytes(_folder["whole.tar.gz"]);
        for (var n = 1; n <= counting.Count; n++)
        {
            var system = new FaultyFileSystem(
                PhysicalFileSystem.Instance,
                n,
                static what => throw new IOException(what)
            )
            {
                TearsWrites = true,
            };

            Should
                .Throw<UserErrorException>(() =>
                    new BundleWriter(system, SecretMask.None).Write(_runs, "n1", runs, _folder["b.tar.gz"])
                )
                .Message.ShouldContain("b.tar.gz cannot be written", Case.Sensitive, $"operation {n}");

            Directory.GetFiles(_folder.Root).ShouldBe([_folder["whole.tar.gz"]], $"operation {n}");
        }

        TestBundles.Pack(_runs, _folder["whole.tar.gz"]);
        File.ReadAllBytes(_folder["whole.tar.gz"]).ShouldBe(whole);
    }
}

using System.Text;
using Refigure.Results;
using Refigure.Secrets;

namespace Refigure.Tests.Results;

public sealed class PendingRunTests : IDisposable
{
    private readonly TemporaryFolder _runs = new();

    public void Dispose() => _runs.Dispose();

    private string Place => _runs["model-sweep/n1/yi-6b/warm-1"];

    [Fact]
    public void Nothing_is_in_place_before_the_run_is_complete()
    {
        using (var run = PendingRun.Begin(_runs.Root, SampleRuns.Identity()))
        {
            run.Add("engine.log", Content("x"));
            Directory.Exists(Place).ShouldBeFalse();
        }

        Directory.GetDirectories(_runs["model-sweep/n1/yi-6b"]).ShouldBeEmpty();
    }

    [Fact]
    public void No_form_of_a_secret_gets_into_the_record_whose_hash_still_holds()
    {
        const string Canary = "hf_Canary+InTheMine";
        var secrets = new SecretMask([Canary]);
        using (var run = PendingRun.Begin(_runs.Root, SampleRuns.Identity(), secrets: secrets))
        {
            run.Add("engine.log", Content("x"));
            run.Complete(
                SampleRuns.Record() with
                {
                    CommandLine = ["engine", "--key", Canary],
                    InvalidReasons = ["it said " + Convert.ToBase64String(Encoding.UTF8.GetBytes(Canary))],
                }
            );
        }

        secrets.Finds(File.ReadAllText(Path.Combine(Place, "run.json"))).ShouldBeFalse();
        var record = RunFolder.Find(_runs.Root, SampleRuns.Identity()).ShouldNotBeNull();
        record.CommandLine.ShouldBe(["engine", "--key", "***"]);
        record.InvalidReasons.ShouldBe(["it said ***"]);
    }

    [Fact]
    public void A_finished_run_stays_unless_it_may_be_replaced()
    {
        var first = SampleRuns.Store(_runs.Root);

        Should.Throw<UserErrorException>(() => SampleRuns.Store(_runs.Root, log: "other")).Message.ShouldContain(Place);
        RunFolder.Find(_runs.Root, SampleRuns.Identity())!.Hash.ShouldBe(first.Hash);

        using var run = PendingRun.Begin(_runs.Root, SampleRuns.Identity());
        run.Add("engine.log", Content("other"));
        var second = run.Complete(SampleRuns.Record(), replace: true);

        second.Hash.ShouldNotBe(first.Hash);
        RunFolder.Find(_runs.Root, SampleRuns.Identity())!.Hash.ShouldBe(second.Hash);
        Directory.GetDirectories(_runs["model-sweep/n1/yi-6b"]).ShouldBe([Place]);
    }

    [Fact]
    public void What_an_interrupted_run_left_gives_way()
    {
        _runs.Write("model-sweep/n1/yi-6b/warm-1/engine.log", "half");
        _runs.Write("model-sweep/n1/yi-6b/warm-1.partial-1/engine.log", "half");

        SampleRuns.Store(_runs.Root);

        Directory.GetDirectories(_runs["model-sweep/n1/yi-6b"]).ShouldBe([Place]);
        File.ReadAllText(Path.Combine(Place, "engine.log")).ShouldBe(SampleRuns.Log);
    }

    [Fact]
    public void A_file_that_the_engine_wrote_itself_is_sealed_with_its_digest()
    {
        using var run = PendingRun.Begin(_runs.Root, SampleRuns.Identity());
        Directory.CreateDirectory(Path.Combine(run.Folder, "trace"));
        File.WriteAllText(Path.Combine(run.Folder, "trace/rank0.json"), "abc");

        var file = run.Seal("trace/rank0.json");

        file.Sha256.ShouldBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        file.Bytes.ShouldBe(3);
        run.Complete(SampleRuns.Record()).Files.ShouldBe([file]);
    }

    [Theory]
    [InlineData("..", "n1", 1)]
    [InlineData("e", "a/b", 1)]
    [InlineData("e", "n1", 0)]
    public void An_unsafe_identity_is_refused(string experiment, string node, int iteration)
    {
        var identity = new RunIdentity(experiment, node, "c", CacheState.Warm, iteration);

        Should.Throw<ArgumentException>(() => PendingRun.Begin(_runs.Root, identity));
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("/x")]
    [InlineData("run.json")]
    [InlineData("a//b")]
    [InlineData("x.gz")]
    public void An_unsafe_file_name_is_refused(string name)
    {
        using var run = PendingRun.Begin(_runs.Root, SampleRuns.Identity());

        Should.Throw<ArgumentException>(() => run.Add(name, Content("x")));
    }

    [Fact]
    public void A_root_that_cannot_be_written_to_is_one_sentence()
    {
        var file = _runs.Write("file", "");

        Should
            .Throw<UserErrorException>(() => PendingRun.Begin(Path.Combine(file, "runs"), SampleRuns.Identity()))
            .Message.ShouldStartWith($"cannot write to {Path.Combine(file, "runs")}");
    }

    private static MemoryStream Content(string text) => new(Encoding.UTF8.GetBytes(text));
}

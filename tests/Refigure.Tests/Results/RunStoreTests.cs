using Refigure.Results;

namespace Refigure.Tests.Results;

public sealed class RunStoreTests : IDisposable
{
    private readonly TemporaryFolder _runs = new();
    private readonly RunStore _store = new(new FakeLogReader());

    public void Dispose() => _runs.Dispose();

    [Fact]
    public void A_stored_run_comes_back_with_its_measurements()
    {
        SampleRuns.Store(_runs.Root);

        var run = _store.Load([_runs.Root]).ShouldHaveSingleItem();

        run.Record.Identity.ShouldBe(SampleRuns.Identity());
        run.Record.Hash.Length.ShouldBe(64);
        run.Measurements.ShouldBe([
            new("load_weights", 0.78, "s", "model-sweep/n1/yi-6b/warm-1/engine.log:2"),
            new("model_init", null, "s", "model-sweep/n1/yi-6b/warm-1/engine.log"),
        ]);
    }

    [Fact]
    public void A_gzipped_log_reads_like_the_plain_one_and_has_its_digest()
    {
        var plain = SampleRuns.Store(_runs.Root);
        var gzipped = SampleRuns.Store(_runs["other"], compress: true);

        gzipped.Files.ShouldBe(plain.Files);
        gzipped.Hash.ShouldBe(plain.Hash);
        File.Exists(_runs["other/model-sweep/n1/yi-6b/warm-1/engine.log.gz"]).ShouldBeTrue();
        _store.Load([_runs["other"]])[0].Measurements.ShouldBe(_store.Load([_runs.Root])[0].Measurements);
    }

    [Fact]
    public void Gzipping_twice_gives_the_same_bytes_without_a_time_in_them()
    {
        SampleRuns.Store(_runs["a"], compress: true);
        SampleRuns.Store(_runs["b"], compress: true);

        var bytes = File.ReadAllBytes(_runs["a/model-sweep/n1/yi-6b/warm-1/engine.log.gz"]);
        bytes.ShouldBe(File.ReadAllBytes(_runs["b/model-sweep/n1/yi-6b/warm-1/engine.log.gz"]));
        bytes[4..8].ShouldBe(new byte[4]);
        bytes[9].ShouldBe((byte)255);
    }

    [Fact]
    public void A_log_that_was_emptied_after_it_was_stored_is_refused()
    {
        SampleRuns.Store(_runs.Root);
        File.WriteAllText(_runs["model-sweep/n1/yi-6b/warm-1/engine.log"], "");

        Should
            .Throw<UserErrorException>(() => _store.Load([_runs.Root]))
            .Message.ShouldContain("warm-1/engine.log has 0 bytes, but had ");
    }

    [Fact]
    public void Runs_are_ordered_by_identity_and_filtered_by_experiment()
    {
        SampleRuns.Store(_runs.Root, SampleRuns.Identity(10));
        SampleRuns.Store(_runs.Root, SampleRuns.Identity(2));
        SampleRuns.Store(_runs.Root, SampleRuns.Identity(1, experiment: "graph-sizes"));

        Folders(_store.Load([_runs.Root]))
            .ShouldBe(["graph-sizes/n1/yi-6b/warm-1", "model-sweep/n1/yi-6b/warm-2", "model-sweep/n1/yi-6b/warm-10"]);
        Folders(_store.Load([_runs.Root], ["graph-sizes", "absent", "../x"])).ShouldBe(["graph-sizes/n1/yi-6b/warm-1"]);
    }

    [Fact]
    public void A_run_in_two_roots_is_taken_from_the_first()
    {
        SampleRuns.Store(_runs["a"]);
        SampleRuns.Store(_runs["b"]);
        SampleRuns.Store(_runs["b"], SampleRuns.Identity(2));

        var runs = _store.Load([_runs["a"], _runs["absent"], _runs["b"]]);

        runs.Select(run => run.Root).ShouldBe([_runs["a"], _runs["b"]]);
    }

    [Fact]
    public void What_an_interrupted_run_left_is_not_read()
    {
        SampleRuns.Store(_runs.Root);
        _runs.Write("model-sweep/n1/yi-6b/warm-2/engine.log", "half");
        _runs.Write("model-sweep/n1/yi-6b/warm-3.partial-7/run.json", "{}");
        _runs.Write("model-sweep/n1/yi-6b/notes/run.json", "{}");
        _runs.Write("measurements.csv", "");

        _store.Load([_runs.Root]).Length.ShouldBe(1);
    }

    [Fact]
    public void A_damaged_record_is_one_sentence_that_names_the_file()
    {
        SampleRuns.Store(_runs.Root);
        var path = _runs.Write("model-sweep/n1/yi-6b/warm-1/run.json", "{\"schema_version\": 1,");

        Should
            .Throw<UserErrorException>(() => _store.Load([_runs.Root]))
            .Message.ShouldBe(
                $"{path} is damaged: it is no JSON, see its line 1; delete its folder, and run or import it again."
            );
    }

    [Fact]
    public void A_run_folder_that_was_moved_is_refused()
    {
        SampleRuns.Store(_runs.Root);
        Directory.Move(_runs["model-sweep/n1/yi-6b/warm-1"], _runs["model-sweep/n1/yi-6b/warm-2"]);

        Should
            .Throw<UserErrorException>(() => _store.Load([_runs.Root]))
            .Message.ShouldContain(
                "belongs to the run model-sweep/n1/yi-6b/warm-1 but lies in model-sweep/n1/yi-6b/warm-2"
            );
    }

    [Fact]
    public void A_missing_or_damaged_log_is_one_sentence()
    {
        SampleRuns.Store(_runs.Root, compress: true);
        var gzipped = _runs.Write("model-sweep/n1/yi-6b/warm-1/engine.log.gz", "no gzip at all");

        Should
            .Throw<UserErrorException>(() => _store.Load([_runs.Root]))
            .Message.ShouldStartWith($"{gzipped[..^3]} cannot be read (");
        File.Delete(gzipped);
        Should
            .Throw<UserErrorException>(() => _store.Load([_runs.Root]))
            .Message.ShouldContain("engine.log is not there");
    }

    private static IEnumerable<string> Folders(IEnumerable<MeasuredRun> runs) =>
        runs.Select(run => run.Record.Identity.RelativeFolder);
}

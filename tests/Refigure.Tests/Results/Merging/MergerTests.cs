using Refigure.Results;
using Refigure.Results.Merging;
using Refigure.Tests.Results.Bundles;

namespace Refigure.Tests.Results.Merging;

public sealed class MergerTests : IDisposable
{
    private const string Other = SampleRuns.Log + "and more\n";
    private readonly TemporaryFolder _folder = new();
    private readonly string _mine;
    private readonly string _theirs;
    private readonly string _bundle;

    public MergerTests()
    {
        _mine = _folder["mine"];
        _theirs = _folder["theirs"];
        _bundle = _folder["theirs.tar.gz"];
        SampleRuns.Store(_theirs, SampleRuns.Identity(1));
        SampleRuns.Store(_theirs, SampleRuns.Identity(2), compress: true);
        TestBundles.Pack(_theirs, _bundle);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("theirs")]
    [InlineData("theirs.tar.gz")]
    public void Runs_come_over_to_the_last_byte_and_measurements_follow(string from)
    {
        var result = TestMerge.Into(_mine, _folder[from]);

        result.New.ShouldBe(2);
        result.Taken.Select(run => run.Iteration).ShouldBe([1, 2], ignoreOrder: true);
        RunVerifier.Verify(_mine).ShouldBeEmpty();
        TestMerge
            .Listing(_mine)
            .Where(file => !file.StartsWith("measurements.csv", StringComparison.Ordinal))
            .ShouldBe(TestMerge.Listing(_theirs));
        MeasurementsFile
            .Read(_mine)
            .Count(row => row.Measurement is { Metric: "load_weights", Value: 0.78 })
            .ShouldBe(2);
    }

    [Theory]
    [InlineData("theirs")]
    [InlineData("theirs.tar.gz")]
    public void Merging_again_changes_nothing_and_counts_what_was_there(string from)
    {
        TestMerge.Into(_mine, _folder[from]);
        var before = TestMerge.Listing(_mine);

        var again = TestMerge.Into(_mine, _folder[from]);

        again.AlreadyThere.ShouldBe(2);
        again.New.ShouldBe(0);
        TestMerge.Listing(_mine).ShouldBe(before);
    }

    [Fact]
    public void A_run_that_lies_there_gzipped_is_the_same_run()
    {
        SampleRuns.Store(_mine, SampleRuns.Identity(1), compress: true);

        TestMerge.Into(_mine, _bundle).AlreadyThere.ShouldBe(1);
    }

    [Fact]
    public void A_conflict_is_shown_both_runs_are_kept_and_readers_see_the_one_that_was_there()
    {
        var mine = SampleRuns.Store(_mine, SampleRuns.Identity(1), Other);

        var result = TestMerge.Into(_mine, _bundle);

        result.New.ShouldBe(1);
        var conflict = result.Conflicts.ShouldHaveSingleItem();
        conflict.Identity.ShouldBe(SampleRuns.Identity(1));
        conflict.Differences.ShouldBe([
            "engine.log has 136 and 127 bytes"
                .Replace("136", $"{Other.Length}", StringComparison.Ordinal)
                .Replace("127", $"{SampleRuns.Log.Length}", StringComparison.Ordinal),
        ]);
        conflict.Kept.ShouldStartWith(".conflicts/model-sweep/n1/yi-6b/warm-1/");
        File.ReadAllText(Path.Combine(_mine, conflict.Kept, "engine.log")).ShouldBe(SampleRuns.Log);
        RunFolder.Find(_mine, SampleRuns.Identity(1))!.Hash.ShouldBe(mine.Hash);
        RunFolder.List(_mine).Length.ShouldBe(2);
        RunProfiles.In(_mine).ShouldBe(["paper"]);
        TestMerge.Into(_mine, _bundle).Conflicts.ShouldHaveSingleItem().Kept.ShouldBe(conflict.Kept);
    }

    [Fact]
    public void A_conflict_names_facts_that_differ_where_the_files_are_the_same()
    {
        var record = RunFolder.Find(_theirs, SampleRuns.Identity(1))!;
        var path = Path.Combine(RunFolder.PathOf(_theirs, record.Identity), RunFolder.RecordName);
        File.WriteAllText(
            path,
            File.ReadAllText(path)
                .Replace("\"node_facts\": {}", "\"node_facts\": {\"driver\": \"580.1\"}", StringComparison.Ordinal)
                .Replace("\"valid\": true", "\"valid\": false", StringComparison.Ordinal)
        );
        SampleRuns.Store(_mine, SampleRuns.Identity(1));

        TestMerge
            .Into(_mine, _theirs)
            .Conflicts.ShouldHaveSingleItem()
            .Differences.ShouldBe(["valid True and False", "node_facts.driver nothing and 580.1"], ignoreOrder: true);
    }

    [Fact]
    public void Mine_keeps_the_run_that_is_there_and_the_conflict_is_over()
    {
        var mine = SampleRuns.Store(_mine, SampleRuns.Identity(1), Other);
        TestMerge.Into(_mine, _bundle);

        var result = TestMerge.Into(_mine, MergePreference.Mine, _bundle);

        (result.LeftOut, result.AlreadyThere, result.Conflicts.Length).ShouldBe((1, 1, 0));
        RunFolder.Find(_mine, SampleRuns.Identity(1))!.Hash.ShouldBe(mine.Hash);
        Directory.Exists(Path.Combine(_mine, ".conflicts")).ShouldBeFalse();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Theirs_takes_the_other_run_and_keeps_the_one_that_was_there(bool again)
    {
        SampleRuns.Store(_mine, SampleRuns.Identity(1), Other);
        TestMerge.Into(_mine, _bundle);

        var result = TestMerge.Into(_mine, MergePreference.Theirs, again ? [_bundle] : []);

        (result.Replaced, result.New, result.Conflicts.Length).ShouldBe((1, 0, 0));
        RunVerifier.Verify(_mine).ShouldBeEmpty();
        File.ReadAllText(Path.Combine(_mine, "model-sweep/n1/yi-6b/warm-1/engine.log")).ShouldBe(SampleRuns.Log);
        var kept = Directory
            .GetDirectories(Path.Combine(_mine, ".replaced/model-sweep/n1/yi-6b/warm-1"))
            .ShouldHaveSingleItem();
        File.ReadAllText(Path.Combine(kept, "engine.log")).ShouldBe(Other);
        Directory.Exists(Path.Combine(_mine, ".conflicts")).ShouldBeFalse();
    }

    [Fact]
    public void Theirs_is_no_answer_where_there_are_several_of_them()
    {
        SampleRuns.Store(_mine, SampleRuns.Identity(1), Other);
        SampleRuns.Store(_folder["third"], SampleRuns.Identity(1), "something else\n");
        TestMerge.Into(_mine, _bundle, _folder["third"]).Conflicts.Length.ShouldBe(2);

        Should
            .Throw<UserErrorException>(() => TestMerge.Into(_mine, MergePreference.Theirs))
            .Message.ShouldContain("warm-1 is there in 3 versions");
        TestMerge.Into(_mine, MergePreference.Theirs, _folder["third"]).Replaced.ShouldBe(1);
    }

    [Fact]
    public void A_folder_with_a_changed_file_is_refused_whole()
    {
        File.WriteAllText(Path.Combine(_theirs, "model-sweep/n1/yi-6b/warm-1/engine.log"), "changed");

        Should
            .Throw<UserErrorException>(() => TestMerge.Into(_mine, _theirs))
            .Message.ShouldContain("warm-1/engine.log was changed");

        TestMerge.Listing(_mine).ShouldBeEmpty();
    }

    [Fact]
    public void A_link_in_a_folder_is_not_followed()
    {
        var log = Path.Combine(_theirs, "model-sweep/n1/yi-6b/warm-1/engine.log");
        File.Move(log, _folder["secret"]);
        File.CreateSymbolicLink(log, _folder["secret"]);

        Should.Throw<UserErrorException>(() => TestMerge.Into(_mine, _theirs)).Message.ShouldContain("is a link");

        TestMerge.Listing(_mine).ShouldBeEmpty();
    }

    [Fact]
    public void One_source_that_is_refused_keeps_the_others_out()
    {
        var broken = _folder.Write("broken.tar.gz", "\u001fno");

        Should.Throw<UserErrorException>(() => TestMerge.Into(_mine, _bundle, broken));

        TestMerge.Listing(_mine).ShouldBeEmpty();
    }

    [Fact]
    public void A_root_is_not_merged_into_itself()
    {
        Should
            .Throw<UserErrorException>(() => TestMerge.Into(_theirs, _theirs + "/"))
            .Message.ShouldContain("cannot be merged into itself");
    }

    [Fact]
    public void What_holds_no_runs_is_said_to_hold_none()
    {
        Directory.CreateDirectory(_folder["empty"]);

        Should
            .Throw<UserErrorException>(() => TestMerge.Into(_mine, _folder["empty"]))
            .Message.ShouldContain("holds no runs");
        Should
            .Throw<UserErrorException>(() => TestMerge.Into(_mine, _folder["nowhere"]))
            .Message.ShouldContain("there is no");
        Should
            .Throw<UserErrorException>(() => TestMerge.Into(_mine, _folder.Write("a.txt", "text")))
            .Message.ShouldContain("is no bundle");
    }

    [Fact]
    public void A_bundle_that_does_not_fit_is_refused_before_anything_is_written()
    {
        Should
            .Throw<UserErrorException>(() => TestMerge.Merger(free: 10).Merge(new([_bundle], _mine)))
            .Message.ShouldContain("10 are free");

        TestMerge.Listing(_mine).ShouldBeEmpty();
    }

    [Fact]
    public void The_study_is_merged_as_the_importer_reads_it_and_only_once()
    {
        _folder.Write("study/figures/figure-2/iterations/1/output_model_llama3-3b.txt", SampleRuns.Log);

        TestMerge.Into(_mine, _folder["study"]).New.ShouldBe(1);
        TestMerge.Into(_mine, _folder["study"]).AlreadyThere.ShouldBe(1);

        RunVerifier.Verify(_mine).ShouldBeEmpty();
    }
}

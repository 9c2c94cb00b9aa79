namespace Refigure.Build.Tests.EndToEnd;

/// <summary>Runs go from one clone into another, as they do between two machines that cannot reach each other.</summary>
public sealed class BundleMergeTests : IDisposable
{
    private const string Canary = "hf_CanaryInTheMine0123456789";
    private readonly BareClone _theirs = new();
    private readonly BareClone _mine = new();

    public BundleMergeTests()
    {
        for (var i = 1; i <= 3; i++)
        {
            _theirs.Folder.Write($"logs/{i}.log", TinyLogs.Warm(i, i));
        }
    }

    public void Dispose()
    {
        _theirs.Dispose();
        _mine.Dispose();
    }

    [Fact]
    public void A_bundle_made_on_one_clone_merges_into_another_and_is_drawn_there()
    {
        Import(_theirs);
        var bundle = Bundle(_theirs);

        var merged = _mine.Run("--target", "Merge", "--from", bundle).ShouldSucceed();

        merged.Output.ShouldContain("Merged 3 runs into figures/runs (0 there already, 0 replaced, 0 left out).");
        TemporaryFolder
            .ListingOf(_mine.Folder["figures", "runs", "imported"])
            .Select(Name)
            .ShouldBe(TemporaryFolder.ListingOf(_theirs.Folder["figures", "runs", "imported"]).Select(Name));
        File.ReadAllText(_mine.Folder["figures", "runs", "measurements.csv"])
            .ShouldBe(File.ReadAllText(_theirs.Folder["figures", "runs", "measurements.csv"]));
        var arguments = new[] { "--figure", "2", "--profile", "lab", "--node", "n2", "--no-run" };
        _theirs.Run(arguments).ShouldSucceed();
        _mine.Run(arguments).ShouldSucceed().Output.ShouldContain(" of n2");
        _mine.Read(2, "csv").ShouldBe(_theirs.Read(2, "csv"));

        _mine
            .Run("--target", "Merge", "--from", bundle)
            .ShouldSucceed()
            .Output.ShouldContain("Merged 0 runs into figures/runs (3 there already, 0 replaced, 0 left out).");
    }

    [Fact]
    public void A_conflict_ends_with_1_until_it_is_decided()
    {
        Import(_theirs);
        var bundle = Bundle(_theirs);
        _mine.Folder.Write("logs/1.log", TinyLogs.Warm(1, 7));
        _mine.Folder.Write("logs/2.log", TinyLogs.Warm(2, 2));
        _mine.Folder.Write("logs/3.log", TinyLogs.Warm(3, 3));
        Import(_mine);

        var merged = _mine.Run("--target", "Merge", "--from", bundle);

        merged.ExitCode.ShouldBe(1, merged.Output + merged.Error);
        (merged.Output + merged.Error).ShouldContain("is there with other content: engine.log");
        merged.Error.ShouldContain("1 conflict is undecided");
        var undecided = _mine.Run("--target", "Merge");
        undecided.ExitCode.ShouldBe(1, undecided.Output + undecided.Error);
        _mine
            .Run("--target", "Merge", "--prefer", "theirs")
            .ShouldSucceed()
            .Output.ShouldContain("1 replaced, 0 left out");
        _mine.Run("--target", "Merge", "--from", bundle).ShouldSucceed().Output.ShouldContain("3 there already");
        _mine.Run("--target", "Merge").ShouldRefuse("--from");
    }

    [Fact]
    public void Several_sources_are_named_with_commas()
    {
        Import(_theirs);
        var bundle = Bundle(_theirs);

        var both = _mine.Run("--target", "Merge", "--from", $"{bundle},{_theirs.Folder["figures", "runs"]}");

        both.ShouldSucceed().Output.ShouldContain("Merged 3 runs into figures/runs (3 there already");
    }

    [Fact]
    public void A_damaged_bundle_is_refused_and_nothing_is_written()
    {
        Import(_theirs);
        var bundle = Bundle(_theirs);
        File.WriteAllBytes(bundle, File.ReadAllBytes(bundle)[..^20]);

        _mine.Run("--target", "Merge", "--from", bundle).ShouldRefuse("n2.tar.gz is refused");

        Directory.Exists(_mine.Folder["figures", "runs", "imported"]).ShouldBeFalse();
    }

    [Fact]
    public void A_secret_does_not_leave_in_a_bundle()
    {
        _theirs.Folder.Write("logs/3.log", TinyLogs.Warm(3, 3) + $"INFO using token {Canary}\n");
        Import(_theirs);

        var result = HostProcess.RunIn(
            _theirs.Root,
            _theirs.Root,
            [("HF_TOKEN", Canary)],
            "--target",
            "Bundle",
            "--experiment",
            "imported"
        );

        result.ShouldRefuse("has a secret of this machine in it");
        (result.Output + result.Error).ShouldNotContain(Canary);
        TemporaryFolder.ListingOf(_theirs.Folder["artifacts", "bundles"]).ShouldBeEmpty();
    }

    [Fact]
    public void A_bundle_is_of_one_node_and_of_runs_that_are_there()
    {
        _theirs
            .Run("--target", "Bundle", "--experiment", "page-cache")
            .ShouldRefuse("has no runs of page-cache", "--target Run");
        _theirs.Run("--target", "Bundle", "--experiment", "page-cash").ShouldRefuse("page-cash");
        Import(_theirs);
        _theirs
            .Run("--target", "Bundle", "--experiment", "imported", "--node", "n9")
            .ShouldRefuse("has no runs of imported on n9");
    }

    [Fact]
    public void Runs_that_another_experiment_keeps_travel_with_the_one_that_shows_them()
    {
        var result = _mine
            .Run("--target", "Bundle", "--experiment", "page-cache", "--runs", "figures/recorded", "--out", "out")
            .ShouldSucceed();

        result.Output.ShouldContain("page-cache-h100.tar.gz");
        _theirs.Run("--target", "Merge", "--from", _mine.Folder["out"]).ShouldSucceed();
        Directory.Exists(_theirs.Folder["figures", "runs", "model-sweep", "h100"]).ShouldBeTrue();
        _theirs.Run("--profile", "lab", "--figure", "13", "--no-run").ShouldSucceed();
    }

    private static void Import(BareClone clone) =>
        clone.Run("--target", "Import", "--from", "logs", "--node", "n2").ShouldSucceed();

    private static string Bundle(BareClone clone)
    {
        clone
            .Run("--target", "Bundle", "--experiment", "imported", "--node", "n2", "--out", "n2.tar.gz")
            .ShouldSucceed()
            .Output.ShouldContain("n2.tar.gz: 3 runs of n2");
        return clone.Folder["n2.tar.gz"];
    }

    // A listing has times too, which are not taken over.
    private static string Name(string line) => string.Join(' ', line.Split(' ')[..2]);
}

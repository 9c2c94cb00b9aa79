using Refigure.Testing;

namespace Refigure.Build.Tests.EndToEnd;

[Collection(ImportedArtifactCollection.Name)]
public sealed class ImportedArtifactTests(ImportedArtifact artifact)
{
    private static readonly int[] WithData = [1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 14, 17];
    private static readonly int[] WithoutData = [7, 11, 13, 15];

    [SharedFact]
    public void The_import_says_what_a_reader_must_know()
    {
        var output = artifact.Imported!.ShouldSucceed().Output;
        output.ShouldContain("(0 there already, 0 replaced)");
        output.ShouldContain("copied-log: The log of versions/n1/0.7.0/warm-1 is a copy of versions/n1/0.6.0/warm-1");
        output.ShouldContain("version-mismatch: versions: the run of 0.7.0 says version 0.6.0 in its banner (line 1)");
        output.ShouldContain("cold-was-warm: model-sweep: 17 of 22 runs called compile-cold");
        output.ShouldContain("setting-contradicted: model-sweep: VLLM_ATTENTION_BACKEND=FLASHINFER");
        output.ShouldContain("derived-value: load-formats: load_weights was derived");
    }

    [SharedFact]
    public void Figures_with_data_are_drawn_and_each_other_says_in_one_line_why_not()
    {
        var result = artifact.Drawn!.ShouldSucceed();
        foreach (var figure in WithData)
        {
            foreach (var extension in new[] { "csv", "svg", "pdf" })
            {
                new FileInfo(FigureTables.FileOf(artifact.Out, figure, extension)).Length.ShouldBeGreaterThan(200);
            }
        }

        foreach (var figure in WithoutData)
        {
            Directory.Exists(Path.Combine(artifact.Out, $"figure-{figure}")).ShouldBeFalse();
            result
                .Lines.Where(line => line.StartsWith($"Figure {figure} ", StringComparison.Ordinal))
                .ShouldHaveSingleItem()
                .ShouldContain("needs runs of the experiment");
        }
    }

    [SharedFact]
    public void Every_figure_is_verified_identical_or_within_tolerance()
    {
        var result = artifact.Verified!.ShouldSucceed();
        foreach (var figure in WithData)
        {
            result
                .Lines.Where(line => line.StartsWith($"Figure {figure}: ", StringComparison.Ordinal))
                .ShouldHaveSingleItem()
                .ShouldMatch($"^Figure {figure}: (identical|within tolerance)\\. ");
        }

        foreach (var figure in WithoutData)
        {
            result
                .Lines.Where(line => line.StartsWith($"Figure {figure}: ", StringComparison.Ordinal))
                .ShouldHaveSingleItem()
                .ShouldContain("not drawn in");
        }
    }

    [SharedFact]
    public void A_second_import_changes_nothing()
    {
        var before = TemporaryFolder.ListingOf(artifact.Runs);
        var again = HostProcess.Run(
            Checkout.Root,
            "--target",
            "Import",
            "--from",
            ImportedArtifact.Source,
            "--runs",
            artifact.Runs
        );
        again.ShouldSucceed();
        again.Output.ShouldContain("Imported 0 runs into ");
        again.Output.ShouldContain("(395 there already, 0 replaced)");
        WithoutTimes(TemporaryFolder.ListingOf(artifact.Runs)).ShouldBe(WithoutTimes(before));
        before.Count(line => line.Contains("run.json ", StringComparison.Ordinal)).ShouldBe(395);
    }

    // measurements.csv is written anew, with the same content.
    private static string[] WithoutTimes(string[] listing) =>
        [
            .. listing.Select(line =>
                line.StartsWith("measurements.csv ", StringComparison.Ordinal) ? line[..line.LastIndexOf(' ')] : line
            ),
        ];

    [SharedFact]
    public void Figures_of_two_experiments_are_drawn_in_one_call_however_they_are_named()
    {
        using var folder = new TemporaryFolder();
        HostProcess
            .Run(
                Checkout.Root,
                "--target",
                "Figure-2",
                "--target",
                "Figure-5",
                "--target",
                "Figure-14",
                "--runs",
                artifact.Runs,
                "--out",
                folder["targets"]
            )
            .ShouldSucceed();
        HostProcess
            .Run(
                Checkout.Root,
                "--figure=14",
                "--figure",
                "2,5",
                "--no-run",
                "--runs",
                artifact.Runs,
                "--out",
                folder["figures"]
            )
            .ShouldSucceed();
        foreach (var figure in new[] { 2, 5, 14 })
        {
            var expected = File.ReadAllBytes(FigureTables.FileOf(artifact.Out, figure, "pdf"));
            File.ReadAllBytes(FigureTables.FileOf(folder["targets"], figure, "pdf")).ShouldBe(expected);
            File.ReadAllBytes(FigureTables.FileOf(folder["figures"], figure, "pdf")).ShouldBe(expected);
        }
    }

    [SharedFact]
    public void The_predictor_prints_its_parts_and_their_sum()
    {
        var published = Predict("published");
        published.Output.ShouldContain("Qwen-7B, warm start, published predictor:");
        published.Output.ShouldMatch(@"load_weights\s+25\.08 s  size_billions");
        published.Output.ShouldMatch(@"total\s+46\.18 s");
        Predict("consistent").Output.ShouldContain("consistent predictor:");
    }

    private HostResult Predict(string variant) =>
        HostProcess
            .Run(
                Checkout.Root,
                "--target",
                "Predict",
                "--model",
                "qwen-7b",
                "--variant",
                variant,
                "--runs",
                artifact.Runs
            )
            .ShouldSucceed();
}

using System.Text;
using Refigure.Testing;

namespace Refigure.Build.Tests.EndToEnd;

[Collection(ImportedArtifactCollection.Name)]
public sealed class RepeatabilityTests(ImportedArtifact artifact) : IDisposable
{
    private static readonly string[] Extensions = ["csv", "svg", "pdf"];
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SharedFact]
    public void The_same_runs_give_the_same_bytes_at_another_time_in_another_place_zone_and_language()
    {
        HostProcess
            .RunIn(
                Checkout.Root,
                _folder.Root,
                [("LANG", "de_DE.UTF-8"), ("LC_ALL", "de_DE.UTF-8"), ("TZ", "Asia/Kathmandu")],
                "--figure",
                "all",
                "--no-run",
                "--runs",
                artifact.Runs,
                "--out",
                "other"
            )
            .ShouldSucceed();
        var drawn = TemporaryFolder.ListingOf(artifact.Out).Where(IsFigure).Select(WithoutTime).ToArray();
        drawn.Length.ShouldBe(36);
        TemporaryFolder.ListingOf(_folder["other"]).Where(IsFigure).Select(WithoutTime).ShouldBe(drawn);
    }

    [SharedFact]
    public void Drawn_again_over_itself_nothing_changes_and_nothing_is_left_over()
    {
        Draw("a", []);
        var once = TemporaryFolder.ListingOf(_folder["a"]).Select(WithoutTime).ToArray();
        Draw("a", []);
        TemporaryFolder.ListingOf(_folder["a"]).Select(WithoutTime).ShouldBe(once);
    }

    [SharedFact]
    public void The_date_of_the_source_is_the_only_date_in_a_figure()
    {
        Draw("dated", [("SOURCE_DATE_EPOCH", "1700000000")]);
        Draw("again", [("SOURCE_DATE_EPOCH", "1700000000")]);
        Draw("plain", []);
        foreach (var extension in Extensions)
        {
            Bytes("again", extension).ShouldBe(Bytes("dated", extension));
        }

        Bytes("dated", "csv").ShouldBe(Bytes("plain", "csv"));
        var dated = Encoding.Latin1.GetString(Bytes("dated", "pdf"));
        dated.ShouldContain("(D:20231114221320Z)");
        dated.ShouldContain("2023-11-14T22:13:20Z");
        var plain = Encoding.Latin1.GetString(Bytes("plain", "pdf"));
        plain.ShouldNotContain("(D:");
        plain.ShouldNotContain("CreateDate");
    }

    private void Draw(string place, (string Name, string Value)[] variables) =>
        HostProcess
            .RunIn(
                Checkout.Root,
                Checkout.Root,
                variables,
                "--figure",
                "2",
                "--no-run",
                "--runs",
                artifact.Runs,
                "--out",
                _folder[place]
            )
            .ShouldSucceed();

    private byte[] Bytes(string place, string extension) =>
        File.ReadAllBytes(FigureTables.FileOf(_folder[place], 2, extension));

    private static bool IsFigure(string line) =>
        Extensions.Any(extension => line.Contains($".{extension} ", StringComparison.Ordinal));

    private static string WithoutTime(string line) => string.Join(' ', line.Split(' ').Take(2));
}

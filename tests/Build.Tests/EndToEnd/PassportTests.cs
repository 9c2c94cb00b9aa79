using System.Security.Cryptography;
using System.Xml.Linq;

namespace Refigure.Build.Tests.EndToEnd;

[Collection(ImportedArtifactCollection.Name)]
public sealed class PassportTests(ImportedArtifact artifact)
{
    private static readonly int[] Figures = [1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 14, 17];

    [PopplerFact]
    public void Every_PDF_says_which_data_code_profile_nodes_and_runs_it_is_of()
    {
        var hashes = HashesOfRuns();
        foreach (var figure in Figures)
        {
            var passport = Passport(figure);
            var digest = SHA256.HashData(File.ReadAllBytes(FigureTables.FileOf(artifact.Out, figure, "csv")));
            passport["DataDigest"].ShouldBe($"sha256:{Convert.ToHexStringLower(digest)}");
            passport["Commit"].ShouldMatch("^([0-9a-f]{40}(-dirty)?|unknown)$");
            passport["Profile"].ShouldBe("paper");
            passport["Nodes"].ShouldBe(figure == 10 ? "n1, n2" : "n1");
            var runs = passport["Runs"].Split(' ');
            runs.ShouldNotBeEmpty();
            runs.ShouldBeUnique();
            runs.ShouldAllBe(run => hashes.Contains(run));
        }
    }

    [PopplerFact]
    public void Every_PDF_embeds_subsets_of_TrueType_fonts_and_no_other()
    {
        foreach (var figure in Figures)
        {
            var fonts = Poppler("pdffonts", FigureTables.FileOf(artifact.Out, figure, "pdf")).Lines.Skip(2).ToArray();
            fonts.ShouldNotBeEmpty();
            foreach (var font in fonts)
            {
                font.ShouldMatch(@"^[A-Z]{6}\+\S+\s+CID TrueType\s+Identity-H\s+yes yes yes\s");
            }
        }
    }

    [PopplerFact]
    public void Every_PDF_is_one_page_of_a_width_that_papers_have_and_its_text_can_be_selected()
    {
        foreach (var figure in Figures)
        {
            var path = FigureTables.FileOf(artifact.Out, figure, "pdf");
            var info = Poppler("pdfinfo", path).Output;
            info.ShouldMatch(@"Pages:\s+1\n");
            info.ShouldMatch(@"Page size:\s+(237\.6|504) x ");
            info.ShouldNotContain("CreationDate");
            info.ShouldMatch($@"Title:\s+Figure {figure}: ");
            Poppler("pdftotext", path, "-").Output.Length.ShouldBeGreaterThan(30);
        }
    }

    private Dictionary<string, string> Passport(int figure)
    {
        const string Name = "http://ns.adobe.com/pdfx/1.3/";
        var xmp = Poppler("pdfinfo", "-meta", FigureTables.FileOf(artifact.Out, figure, "pdf")).Output;
        var end = xmp.LastIndexOf("<?xpacket", StringComparison.Ordinal);
        var start = xmp.IndexOf("<x:xmpmeta", StringComparison.Ordinal);
        return XDocument
            .Parse(xmp[start..end])
            .Descendants()
            .Where(e => e.Name.NamespaceName == Name)
            .ToDictionary(e => e.Name.LocalName, e => e.Value, StringComparer.Ordinal);
    }

    private HashSet<string> HashesOfRuns() =>
        [
            .. Directory
                .EnumerateFiles(artifact.Runs, "run.json", SearchOption.AllDirectories)
                .Select(path =>
                {
                    using var run = System.Text.Json.JsonDocument.Parse(File.ReadAllText(path));
                    return run.RootElement.GetProperty("hash").GetString()!;
                }),
        ];

    private static HostResult Poppler(string program, params string[] arguments) =>
        HostProcess.RunProgram(Checkout.Root, [], program, arguments).ShouldSucceed();
}

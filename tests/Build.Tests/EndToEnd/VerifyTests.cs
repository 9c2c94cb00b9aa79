using System.Text.Json;
using Refigure.Testing;

namespace Refigure.Build.Tests.EndToEnd;

[Collection(ImportedArtifactCollection.Name)]
public sealed class VerifyTests(ImportedArtifact artifact) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SharedFact]
    public void A_figure_that_differs_ends_with_1_names_it_and_leaves_a_report()
    {
        Draw();
        var reference = Reference(scale: -1);
        var result = Verify(reference);
        result.ExitCode.ShouldBe(1);
        result.Error.ShouldContain("Error: Different from the reference: figure 2.");
        result.Lines.ShouldContain(line => line.StartsWith("Figure 2: different. ", StringComparison.Ordinal));
        result.Remarks.ShouldContain(line =>
            line.Contains("load_weights", StringComparison.Ordinal) && line.Contains("0.78", StringComparison.Ordinal)
        );
        using var report = Report();
        var figure = report.RootElement.GetProperty("figures")[0];
        figure.GetProperty("figure").GetInt32().ShouldBe(2);
        figure.GetProperty("verdict").GetString().ShouldBe("different");
        var mark = figure.GetProperty("marks")[6];
        mark.GetProperty("x").GetString().ShouldBe("load_weights");
        mark.GetProperty("expected").GetDouble().ShouldBe(-0.78);
        mark.GetProperty("actual").GetDouble().ShouldBe(0.78);
    }

    [SharedFact]
    public void A_CSV_is_a_reference_too_and_its_own_figure_is_identical()
    {
        Draw();
        var result = Verify(Reference(scale: 1)).ShouldSucceed();
        result.Lines.ShouldContain(line => line.StartsWith("Figure 2: identical. ", StringComparison.Ordinal));
        using var report = Report();
        report.RootElement.GetProperty("figures")[0].GetProperty("verdict").GetString().ShouldBe("identical");
    }

    [SharedFact]
    public void The_tolerance_decides_what_is_within_it()
    {
        Draw();
        var reference = Reference(scale: 1.03);
        Verify(reference).ShouldSucceed().Output.ShouldContain("Figure 2: within tolerance. ");
        Verify(reference, "--tolerance", "0.01").Output.ShouldNotContain("Figure 2: within tolerance. ");
        Verify(reference, "--tolerance", "0.04").ShouldSucceed().Output.ShouldContain("Figure 2: within tolerance. ");
    }

    [SharedFact]
    public void A_value_that_the_figure_lacks_is_no_zero()
    {
        Draw();
        var path = FigureTables.FileOf(_folder.Root, 2, "csv");
        var lines = File.ReadAllLines(path);
        var reference = Reference(scale: 1);
        File.WriteAllText(
            path,
            string.Concat(
                lines.Where(line => !line.Contains("load_weights", StringComparison.Ordinal)).Select(l => l + "\n")
            )
        );
        var result = Verify(reference);
        result.ExitCode.ShouldBe(1);
        result.Remarks.ShouldContain(line =>
            line.Contains("load_weights", StringComparison.Ordinal)
            && line.Contains("nothing", StringComparison.Ordinal)
        );
        using var report = Report();
        var mark = report
            .RootElement.GetProperty("figures")[0]
            .GetProperty("marks")
            .EnumerateArray()
            .Single(m => m.GetProperty("x").GetString() == "load_weights");
        mark.GetProperty("actual").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [SharedFact]
    public void A_figure_that_is_not_drawn_is_refused_alone_and_passed_over_among_many()
    {
        Draw();
        HostProcess
            .Run(
                Checkout.Root,
                "--target",
                "Verify",
                "--figure",
                "5",
                "--against",
                ImportedArtifact.Reference,
                "--out",
                _folder.Root
            )
            .ShouldRefuse("Figure 5", "Figure 5: not drawn in", "--figure 5");
        var many = HostProcess
            .Run(
                Checkout.Root,
                "--target",
                "Verify",
                "--figure",
                "2,5",
                "--against",
                ImportedArtifact.Reference,
                "--out",
                _folder.Root
            )
            .ShouldSucceed();
        many.Output.ShouldContain("Figure 5: not drawn in");
        many.Output.ShouldContain("Figure 2: identical. ");
    }

    [SharedFact]
    public void Nothing_drawn_at_all_is_refused()
    {
        HostProcess
            .Run(
                Checkout.Root,
                "--target",
                "Verify",
                "--figure",
                "all",
                "--against",
                ImportedArtifact.Reference,
                "--out",
                _folder["nowhere"]
            )
            .ShouldRefuse("Nothing to verify", "nowhere");
    }

    private void Draw()
    {
        Directory.CreateDirectory(_folder["figure-2"]);
        foreach (var extension in new[] { "csv", "svg", "pdf" })
        {
            File.Copy(FigureTables.FileOf(artifact.Out, 2, extension), FigureTables.FileOf(_folder.Root, 2, extension));
        }
    }

    private HostResult Verify(string reference, params string[] more) =>
        HostProcess.Run(
            Checkout.Root,
            ["--target", "Verify", "--figure", "2", "--against", reference, "--out", _folder.Root, .. more]
        );

    private JsonDocument Report() => JsonDocument.Parse(File.ReadAllText(_folder["figure-2", "verify2.json"]));

    // The figure's own numbers, scaled, as a CSV.
    private string Reference(double scale)
    {
        var lines = FigureTables
            .Bars(_folder.Root, 2)
            .Select(bar => $"2,main,{bar.Series},{bar.Label},{bar.X},{bar.Y * scale:R},,{bar.N},{bar.Unit}\n");
        return _folder.Write("reference.csv", $"figure,panel,series,label,x,y,error,n,unit\n{string.Concat(lines)}");
    }
}

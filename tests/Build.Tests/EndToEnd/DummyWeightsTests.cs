namespace Refigure.Build.Tests.EndToEnd;

/// <summary>Figures of runs with weights that the engine made up, beside those with real ones.</summary>
public sealed class DummyWeightsTests : IDisposable
{
    private readonly BareClone _clone = new();

    public void Dispose() => _clone.Dispose();

    [Fact]
    public void They_are_shown_only_where_they_are_asked_for_or_there_are_no_others_and_are_marked()
    {
        Write("llama3-3b_load-format_dummy", loadSeconds: 0.1);
        Import();

        Draw();
        Loading().ShouldBe(0.1, 1e-9);
        FigureTables.WordsOfSvg(_clone.Folder["figures"], 2).ShouldContain("dummy weights");

        Write("llama3-3b", loadSeconds: 2);
        Import();

        Draw();
        Loading().ShouldBe(2, 1e-9);
        FigureTables.WordsOfSvg(_clone.Folder["figures"], 2).ShouldNotContain("dummy");
        var result = Draw("--load-format", "dummy");
        Loading().ShouldBe(0.1, 1e-9);
        result.Remarks.ShouldContain(l =>
            l.Contains("dummy-weights: All runs had dummy weights", StringComparison.Ordinal)
        );
        File.ReadAllText(_clone.PathOf(2, "svg")).ShouldContain(">paper: dummy weights<");
        _clone.Read(2, "csv").ShouldContain("All runs had dummy weights");
    }

    private void Write(string name, double loadSeconds)
    {
        for (var i = 1; i <= 3; i++)
        {
            _clone.Folder.Write(
                $"study/figures/figure-2/iterations/{i}/output_model_{name}.txt",
                TinyLogs.Warm(loadSeconds, i)
            );
        }
    }

    private void Import() => _clone.Run("--target", "Import", "--from", "study").ShouldSucceed();

    private HostResult Draw(params string[] more) => _clone.Run(["--figure", "2", "--no-run", .. more]).ShouldSucceed();

    private double Loading() =>
        FigureTables
            .Bars(_clone.Folder["figures"], 2)
            .Single(b => b.Label.Contains("Weights", StringComparison.Ordinal))
            .Y!.Value;
}

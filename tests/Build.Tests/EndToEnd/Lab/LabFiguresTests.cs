namespace Refigure.Build.Tests.EndToEnd.Lab;

/// <summary>Every figure of profile <c>lab</c> from runs on two nodes, and from a part of them.</summary>
public sealed class LabFiguresTests : IDisposable
{
    private static readonly int[] Figures = [1, 2, 3, 4, 5, 6, 8, 9, 10, 13, 15];
    private readonly LabClone _clone = new() { Pace = 0.2 };

    public void Dispose() => _clone.Dispose();

    [VenvFact(NeedsDisk = true)]
    public void Each_figure_is_drawn_from_starts_that_are_made_once_and_without_some_says_which_they_are()
    {
        string[] all = ["--figure", string.Join(',', Figures), "--iterations", "1"];
        var other = _clone
            .RunOn(LabClone.OtherNode, "--figure", "10", "--iterations", "1", "--node", LabClone.OtherNode)
            .ShouldSucceed();
        other.Output.ShouldContain("6 runs to make");
        // Alone they are not enough for the figure: the recorded ones of the other node join them.
        other.Output.ShouldMatch(@"from \d+ lab runs of h\d00, h\d00\.");
        // Seven models, the starts from disk of three, three numbers of capture sizes, another version, three without a cache.
        var made = _clone.Run([.. all, "--node", LabClone.Node]).ShouldSucceed();
        made.Lines.Count(line => line.Contains(": done, ")).ShouldBe((7 * 2) + 3 + (3 * 2) + 2 + (3 * 2));
        made.Output.ShouldNotContain("invalid");

        var drawn = _clone.Run([.. all, "--no-run"]).ShouldSucceed();
        foreach (var figure in Figures)
        {
            drawn.Output.ShouldContain($"figures/figure-{figure}/figure{figure}.pdf");
            FigureTables.Bars(_clone.Folder["figures"], figure).ShouldAllBe(bar => bar.Y >= 0 && bar.N > 0);
            FigureTables.WordsOfSvg(_clone.Folder["figures"], figure).ShouldContain(" on h100");
        }

        drawn.Remarks.ShouldNotContain(line => line.Contains("missing") || line.Contains("unknown-attribute"));
        FigureTables.WordsOfSvg(_clone.Folder["figures"], 10).ShouldContain("Node h200, normalized to node h100");
        FigureTables.WordsOfSvg(_clone.Folder["figures"], 1).ShouldContain("0.20.2");
        FigureTables.Bars(_clone.Folder["figures"], 9).Select(bar => bar.X).ShouldBe(["3", "10", "20", "51"]);

        Directory.Delete(_clone.PathOf("model-sweep", "synthetic-llama-8b", "warm-1"), recursive: true);
        Directory.Delete(_clone.PathOf("model-sweep", "synthetic-llama-3b", "page-cold-1"), recursive: true);
        var rest = _clone.Run([.. all, "--no-run"]).ShouldSucceed();
        rest.Remarks.Count(line => line.Contains("Not there yet on h100: synthetic-llama-8b warm.")).ShouldBe(5);
        rest.Output.ShouldContain("Not there yet on h100: synthetic-llama-3b page-cold.");
        FigureTables.Bars(_clone.Folder["figures"], 4).Length.ShouldBe(6);
    }
}

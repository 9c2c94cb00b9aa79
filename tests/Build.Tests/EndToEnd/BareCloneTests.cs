namespace Refigure.Build.Tests.EndToEnd;

public sealed class BareCloneTests : IDisposable
{
    private readonly BareClone _clone = new();

    public void Dispose() => _clone.Dispose();

    [Fact]
    public void Without_running_anything_figure_2_is_drawn_from_the_recorded_runs_and_says_what_they_are()
    {
        var recorded = TemporaryFolder.ListingOf(_clone.Folder["figures", "recorded"]);
        var result = _clone.Run("--no-run", "--figure", "2").ShouldSucceed();
        result.Output.ShouldContain("figures/runs has no runs, so this draws the recorded ones");
        result.Output.ShouldContain("profile lab, figures/recorded");
        result.Output.ShouldContain("from 3 lab runs of h100");
        result.Output.ShouldMatch(@"\nFigure-2 +00:0\d:\S+ +Succeeded");
        Directory
            .GetFiles(_clone.Folder["figures", "figure-2"])
            .Select(Path.GetFileName)
            .Order(StringComparer.Ordinal)
            .ShouldBe(["figure2.csv", "figure2.pdf", "figure2.svg"]);

        FigureTables.WordsOfSvg(_clone.Folder["figures"], 2).ShouldContain("lab: vLLM 0.25.1 on h100, synthetic model");
        _clone.Read(2, "svg").ShouldContain("3 runs of the profile lab on h100");
        _clone.Read(2, "svg").ShouldContain("<pdfx:Profile>lab</pdfx:Profile>");
        _clone.Read(2, "svg").ShouldContain("<pdfx:Nodes>h100</pdfx:Nodes>");
        File.ReadAllText(_clone.PathOf(2, "pdf"), System.Text.Encoding.Latin1).ShouldContain("<pdfx:Profile>lab<");

        TemporaryFolder.ListingOf(_clone.Folder["figures", "recorded"]).ShouldBe(recorded);
        Directory.Exists(_clone.Folder["figures", "runs"]).ShouldBeFalse();
    }

    [Fact]
    public void Own_runs_come_before_the_recorded_ones_and_are_joined_by_them_where_they_are_not_enough()
    {
        _clone.Folder.Write("logs/a.log", TinyLogs.Warm(1));
        _clone.Run("--target", "Import", "--from", "logs", "--node", "here").ShouldSucceed();

        var result = _clone.Run("--figure", "1,2", "--profile", "lab").ShouldSucceed();
        result.Output.ShouldContain("from 1 lab run of here");
        result.Output.ShouldContain("from 6 lab runs of h100");
    }

    [Fact]
    public void The_profile_lab_draws_what_the_recorded_runs_are_enough_for()
    {
        var result = _clone.Run("--profile", "lab", "--figure", "1-6,8-10,13,15", "--no-run").ShouldSucceed();
        foreach (var figure in new[] { 1, 2, 3, 4, 5, 6, 8, 9, 10, 13, 15 })
        {
            File.Exists(_clone.PathOf(figure, "pdf")).ShouldBeTrue();
            FigureTables.WordsOfSvg(_clone.Folder["figures"], figure).ShouldContain("lab: vLLM 0.2");
            FigureTables.WordsOfSvg(_clone.Folder["figures"], figure).ShouldContain("synthetic");
        }

        FigureTables.Bars(_clone.Folder["figures"], 1).Select(bar => bar.Label).ShouldBe(["0.20.2", "0.25.1"]);
        result.Output.ShouldContain(
            "figure13.pdf: Start-up steps with weights read from disk, from 18 lab runs of h100."
        );
    }

    [Fact]
    public void The_recorded_loads_are_drawn_as_they_were_measured()
    {
        var result = _clone.Run("--profile", "lab", "--figure", "18,19,22-29", "--no-run").ShouldSucceed();

        Bars(22, "Output").ShouldBe([504, 1538, 3992, 6893, 6921, 7036]);
        Bars(23, "TTFT").ShouldBe([18, 35, 69, 190, 393, 1190]);
        Bars(25, "Transformers").ShouldBe([77, 245, 726, 1017]);
        Bars(25, "vLLM").ShouldBe([504, 1538, 3992, 6893]);
        FigureTables.Annotations(_clone.Folder["figures"], 28).ShouldContain(note => note.StartsWith("Peak"));
        FigureTables
            .Bars(_clone.Folder["figures"], 18)
            .GroupBy(mark => mark.Series)
            .Select(line => (line.Key, line.Count()))
            .ShouldBe([("1 GPU", 400), ("2 GPUs", 400)]);
        result.Output.ShouldContain("figure27.pdf: Cost per million tokens by engine, from 8 lab runs of h100.");
        result.Output.ShouldNotContain("compiled a graph");
    }

    [Fact]
    public void The_recorded_traces_are_drawn_as_they_were_measured()
    {
        var result = _clone.Run("--profile", "lab", "--figure", "20,21", "--no-run").ShouldSucceed();

        var kernels = FigureTables.Marks(_clone.Folder["figures"], 20).Where(mark => mark.Panel == "kernels").ToArray();
        kernels[0].Label.ShouldBe("vllm::cross_device_reduce_1stage");
        // 33 for each of 66 forward passes on each of two ranks; NCCL does those of the long prompts.
        kernels
            .Where(k => k.Label.Contains("cross_device_reduce") || k.Label.Contains("AllReduce"))
            .Sum(k => k.N)
            .ShouldBe(2 * 66 * 33);
        result.Output.ShouldContain("275.56 ms are waiting until the last rank starts");
        result.Output.ShouldNotContain("is not in the trace");
        FigureTables
            .Marks(_clone.Folder["figures"], 21)
            .Where(mark => mark.Panel == "throughput")
            .Select(mark => (int)Math.Round(mark.Y!.Value))
            .ShouldBe([1290, 1387, 1277]);
        result.Output.ShouldContain("figure21.pdf: Scaling over GPUs, from 5 lab runs of h100.");
    }

    private int[] Bars(int figure, string series) =>
        [
            .. FigureTables
                .Bars(_clone.Folder["figures"], figure)
                .Where(mark => mark.Series == series)
                .Select(mark => (int)Math.Round(mark.Y!.Value)),
        ];

    [Fact]
    public void A_bar_of_a_recorded_run_is_followed_into_its_gzipped_log()
    {
        var result = _clone.Run("--target", "Explain", "--figure", "2", "--label", "Loading Weights (§2.3)");
        result.ShouldSucceed();
        result.Output.ShouldContain("load_weights");
        result.Output.ShouldContain("model-sweep/h100/");
        result.Output.ShouldContain("Loading weights took");
    }

    [Fact]
    public void A_node_is_chosen_and_the_figure_says_so()
    {
        _clone
            .Run("--no-run", "--node", "h200", "--figure", "2")
            .ShouldSucceed()
            .Output.ShouldContain("lab run of h200.");
        _clone.Read(2, "svg").ShouldContain("<pdfx:Nodes>h200</pdfx:Nodes>");
    }

    [Fact]
    public void Only_the_first_iterations_are_drawn_if_so_asked()
    {
        _clone
            .Run("--no-run", "--iterations", "1", "--figure", "2")
            .ShouldSucceed()
            .Output.ShouldContain("from 1 lab run of h100");
        var bar = FigureTables.Bars(_clone.Folder["figures"], 2)[0];
        bar.N.ShouldBe(1);
        bar.Error.ShouldBeNull();
    }
}

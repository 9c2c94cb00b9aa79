using System.Globalization;
using MathNet.Numerics.Statistics;
using Refigure.Testing;

namespace Refigure.Build.Tests.EndToEnd;

public sealed class MissingFiguresTests(StudyTreeWithAllFigures study) : IClassFixture<StudyTreeWithAllFigures>
{
    [SharedFact]
    public void All_four_are_drawn()
    {
        study.Imported!.ShouldSucceed();
        var result = study.Drawn!.ShouldSucceed();
        foreach (var figure in new[] { 7, 11, 13, 15 })
        {
            result.Output.ShouldContain($"figure{figure}.pdf: ");
            new FileInfo(FigureTables.FileOf(study.Out, figure, "pdf")).Length.ShouldBeGreaterThan(5000);
        }
    }

    [SharedFact]
    public void The_import_finds_the_copies_of_figure_10()
    {
        var copies = study.Imported!.Remarks.Where(line => line.Contains("copied-log: ", StringComparison.Ordinal));
        var found = string.Join('\n', copies);
        found.ShouldContain("66 logs of gpu-comparison/n1 are a copy of cpu-comparison/n1 (byte for byte)");
        found.ShouldContain("66 logs of page-cache/n1 are a copy of ");
        found.ShouldNotContain("/n2");
        found.ShouldNotContain("/n3");
    }

    [SharedTheory]
    [InlineData("mixed-resolution", "milliseconds on n1, whole seconds on n3")]
    [InlineData("argument-mismatch", "max_model_len 16752 against not set")]
    public void Figure_11_says_on_the_console_in_the_data_and_in_the_drawing_that_its_sides_differ(
        string kind,
        string words
    )
    {
        var remark = study
            .Drawn!.Lines.SkipWhile(line => !line.Contains("figure11.pdf", StringComparison.Ordinal))
            .TakeWhile(line => !line.Contains("figure13.pdf", StringComparison.Ordinal))
            .Single(line =>
                line.StartsWith($"  {kind}: ", StringComparison.Ordinal)
                && line.Contains(words, StringComparison.Ordinal)
            );
        var sentence = remark[(kind.Length + 4)..];
        FigureTables.Annotations(study.Out, 11).ShouldContain(sentence);
        FigureTables.WordsOfSvg(study.Out, 11).ShouldContain(sentence);
    }

    [SharedFact]
    public void Figure_13_says_that_an_argument_differs()
    {
        FigureTables
            .Annotations(study.Out, 13)
            .ShouldContain(text => text.Contains("max_model_len", StringComparison.Ordinal));
        FigureTables.WordsOfSvg(study.Out, 13).ShouldContain("max_model_len");
    }

    [SharedTheory]
    [InlineData(11)]
    [InlineData(13)]
    public void A_comparison_has_all_steps_of_eleven_models(int figure)
    {
        var bars = FigureTables.Bars(study.Out, figure);
        bars.Select(bar => bar.Label)
            .ShouldBe([
                "Tokenizer Init",
                "Model Init",
                "Load Weights",
                "Dynamo Transform",
                "Load Compiled Graphs",
                "KV Cache Profiling",
                "Graph Capturing",
                "Total Time",
            ]);
        bars.ShouldAllBe(bar => bar.N == 11 && bar.Y > 0 && bar.Error >= 0);
    }

    [SharedFact]
    public void Steps_that_the_engine_times_itself_have_the_ratios_of_figure_10_whatever_the_clock()
    {
        StudyTreeWithAllFigures
            .Run("--figure", "10", "--no-run", "--runs", study.Runs, "--out", study.Out)
            .ShouldSucceed();
        foreach (var step in new[] { "model_init", "load_weights", "dynamo_transform_time", "graph_capturing" })
        {
            var expected = FigureTables.Bars(study.Out, 10).Single(bar => bar.X == step).Y!.Value;
            FigureTables.Bars(study.Out, 11).Single(bar => bar.X == step).Y!.Value.ShouldBe(expected, 1e-9);
            FigureTables.Bars(study.Out, 13).Single(bar => bar.X == step).Y!.Value.ShouldBe(expected, 1e-9);
        }
    }

    [SharedFact]
    public void Figure_7_draws_nine_models_and_leaves_the_two_mixtures_of_experts_out_of_the_fit()
    {
        string[] mixtures = ["Qwen-MoE-14.3B", "DeepSeek-V2-Lite-16B"];
        var bars = FigureTables.Bars(study.Out, 7);
        bars.Length.ShouldBe(9);
        bars.Select(bar => bar.Label).ShouldContain(mixtures[0]);
        bars.Select(bar => bar.Label).ShouldContain(mixtures[1]);
        bars.Select(bar => bar.Label).ShouldNotContain("Llama3-3B");
        bars.ShouldAllBe(bar => bar.N == 5 && bar.Y > 0);
        var dense = bars.Where(bar => !mixtures.Contains(bar.Label)).ToArray();
        var correlation = FigureTables.Marks(study.Out, 7).Single(mark => mark.Series == "pcc");
        var sizes = dense.Select(bar => double.Parse(bar.X, CultureInfo.InvariantCulture)).ToArray();
        correlation.Y!.Value.ShouldBe(Correlation.Pearson(sizes, dense.Select(bar => bar.Y!.Value)), 1e-9);
        correlation.Label.ShouldBe($"PCC = {correlation.Y.Value:F2}");
    }

    [SharedFact]
    public void Figure_15_draws_the_time_of_compiling_for_every_model_that_ran()
    {
        var bars = FigureTables.Bars(study.Out, 15);
        bars.Select(bar => bar.Label)
            .Order(StringComparer.Ordinal)
            .ShouldBe([
                "DeepSeek-V2-Lite-16B",
                "Llama2-13B",
                "Llama2-7B",
                "Llama3-3B",
                "Qwen-14B",
                "Qwen-4B",
                "Yi-6B",
                "Yi-9B",
            ]);
        bars.ShouldAllBe(bar => bar.N == 5);
        var qwen = bars.Single(bar => bar.Label == "Qwen-4B");
        qwen.Y!.Value.ShouldBe(21.73, 1e-9);
        qwen.Error!.Value.ShouldBe(Math.Sqrt(0.00025 / 5), 1e-9);
    }
}

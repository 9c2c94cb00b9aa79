using Refigure.Figures;
using Refigure.Testing;

namespace Refigure.Tests.Figures;

/// <summary>What the recipes make of imported logs of newer engines, which have no experiment and few models.</summary>
public sealed class LabFigureTests
{
    [SharedFact]
    public void Versions_are_those_of_one_model_on_one_node()
    {
        var data = Compute(1, "h200");

        Bars(data).Select(b => b.Label).ShouldBe(["0.20.2", "0.25.1"]);
        Bars(data).ShouldAllBe(b => b.X == "" && b.N == 1 && b.Error == null);
        data.Runs.ShouldAllBe(r => r.Record.Identity.Cache == Refigure.Results.CacheState.Warm);
    }

    [SharedFact]
    public void The_stack_takes_brackets_for_phases_that_are_not_printed_and_says_so()
    {
        var data = Compute(2, "h100");

        var (bars, gaps) = (Bars(data).Where(b => b.Series != BreakdownGap.Series).ToArray(), Bars(data)[11..]);
        bars.Length.ShouldBe(11);
        bars.ShouldAllBe(b => b.N == 2 && b.Y != null);
        bars.Single(b => b.X == "load_weights").Y.ShouldNotBeNull().ShouldBe((0.48 + 0.53) / 2, 1e-12);
        bars.Single(b => b.X == "tokenizer_init").Sources[0].Measurement.Metric.ShouldBe("tokenizer_bracket");
        bars.Single(b => b.X == "graph_capturing").Sources[0].Measurement.Metric.ShouldBe("capture_stamps");
        data.Findings.Where(f => f.Kind == "substituted").Count().ShouldBe(3);
        data.Marks.Single(m => m.Series == "total")
            .Y.ShouldNotBeNull()
            .ShouldBe(bars.Concat(gaps).Sum(b => b.Y ?? 0), 1e-9);
    }

    [SharedFact]
    public void The_stack_without_a_chosen_node_is_the_most_repeated_start()
    {
        var data = Compute(2, node: null);

        data.Runs.Select(r => r.Record.Identity.RelativeFolder)
            .ShouldBe(["imported/h100/llama-1b/warm-1", "imported/h100/llama-1b/warm-2"]);
        data.Findings.ShouldContain(f => f.Kind == "node-chosen");
    }

    [SharedFact]
    public void Capture_sizes_use_stamps_where_the_printed_time_is_in_whole_seconds()
    {
        var data = Compute(9, "h200");

        Bars(data).Select(b => (b.X, b.Y)).ShouldBe([("3", 0.570), ("10", 0.855), ("20", 1.214), ("51", 2.122)]);
        data.Findings.Single(f => f.Kind == "substituted").Message.ShouldContain("whole seconds");
        data.Marks.Single(m => m.Series == "pcc").Y.ShouldNotBeNull().ShouldBeGreaterThan(0.99);
    }

    [SharedFact]
    public void Nodes_are_compared_by_the_same_model_and_version()
    {
        var data = Compute(10, node: null);

        data.Marks.Single(m => m.Series == "axis").Label.ShouldBe("Node h200, normalized to node h100");
        var load = Bars(data).Single(b => b.X == "load_weights");
        load.Y.ShouldNotBeNull().ShouldBe(0.35 / ((0.48 + 0.53) / 2), 1e-12);
        (load.N, load.Error).ShouldBe((1, null));
        data.Runs.ShouldAllBe(r => r.Record.EngineVersion == "0.25.1");
        Bars(data)
            .Single(b => b.X == "actual_total_time")
            .Y.ShouldNotBeNull()
            .ShouldBe(24.17 / ((45.224 + 40.371) / 2), 1e-6);
    }

    [SharedFact]
    public void The_chosen_node_is_the_baseline_of_a_comparison() =>
        Compute(10, "h200").Marks.Single(m => m.Series == "axis").Label.ShouldBe("Node h100, normalized to node h200");

    [SharedFact]
    public void Page_cold_starts_are_compared_with_warm_ones()
    {
        var data = Compute(13, "h200");

        Bars(data).Single(b => b.X == "load_weights").Y.ShouldNotBeNull().ShouldBe(1.47 / 0.35, 1e-12);
    }

    [SharedTheory]
    [InlineData(3, "at least three models")]
    [InlineData(4, "at least three models")]
    [InlineData(7, "starts without compilation")]
    [InlineData(8, "at least three models")]
    [InlineData(11, "cpu-comparison")]
    [InlineData(12, "cpu_usage.json")]
    [InlineData(14, "two load formats")]
    [InlineData(15, "at least three models")]
    [InlineData(17, "models to learn from")]
    public void What_the_recordings_are_not_enough_for_is_said_in_one_sentence(int number, string needs)
    {
        foreach (var node in new[] { "h100", "h200", null })
        {
            var why = FigureRecipes.Find(number).ShouldNotBeNull().Compute(LabRuns.Input with { Node = node }).WhyNot;

            why.ShouldNotBeNull().ShouldContain(needs);
            why.ShouldStartWith($"Figure {number} needs");
        }
    }

    [SharedFact]
    public void Every_mark_but_texts_and_errors_can_be_followed_to_a_measurement()
    {
        foreach (var number in new[] { 1, 2, 9, 10, 13 })
        {
            Compute(number, "h200")
                .Marks.Where(m => m.Y is not null)
                .ShouldAllBe(m =>
                    m.Sources.Length > 0 && m.Sources.All(s => s.Run.Record.Identity.Experiment == "imported")
                );
        }
    }

    private static FigureData Compute(int number, string? node)
    {
        var outcome = FigureRecipes.Find(number).ShouldNotBeNull().Compute(LabRuns.Input with { Node = node });
        outcome.WhyNot.ShouldBeNull();
        return outcome.Data.ShouldNotBeNull();
    }

    private static FigureMark[] Bars(FigureData data) => [.. data.Marks.Where(m => m.Panel == "main")];
}

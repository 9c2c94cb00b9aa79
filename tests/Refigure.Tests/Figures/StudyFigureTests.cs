using Refigure.Figures;
using Refigure.Testing;

namespace Refigure.Tests.Figures;

/// <summary>Every number of the published figures, from the study's own measurements.</summary>
public sealed class StudyFigureTests
{
    [SharedTheory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(8)]
    [InlineData(9)]
    public void Bars_by_attribute_have_the_published_order_values_and_fit(int number)
    {
        var data = Compute(number);
        var reference = Reference.Figure(number);
        var expected = reference.GetProperty("bars").EnumerateArray().ToArray();
        var bars = Marks(data);

        bars.Select(b => b.Label).ShouldBe(expected.Select(b => b.Text("label")));
        bars.Select(b => b.X).ShouldBe(expected.Select(b => b.GetProperty("x").GetRawText()));
        bars.Select(b => FigureNumberText.InMark(number, b.Y)).ShouldBe(expected.Select(b => b.Text("printed")));
        bars.ShouldAllBe(b => b.N == 5 && b.Sources.Length == 5 && b.Unit == "s");
        for (var i = 0; i < bars.Length; i++)
        {
            bars[i].Y.ShouldMatch(expected[i].Number("mean"));
            bars[i].Error.ErrorShouldMatch(expected[i].Number("sem"));
            bars[i]
                .Sources.Select(s => s.Measurement.Value ?? -1)
                .ShouldBe(expected[i].GetProperty("values").EnumerateArray().Select(v => v.GetDouble()));
        }

        Annotated(data, "pcc").Y.ShouldMatch(reference.Number("pcc"));
        Annotated(data, "pcc").Label.ShouldBe(reference.Text("pcc_printed"));
        Annotated(data, "slope").Y.ShouldMatch(reference.Number("slope"));
        Annotated(data, "intercept").Y.ShouldMatch(reference.Number("intercept"));
        PointsShouldMatch(data, "points", reference.GetProperty("inset").GetProperty("points"));
        PointsShouldMatch(data, "fit", reference.GetProperty("regression_line"));
    }

    [SharedFact]
    public void Versions_have_the_published_times_and_months()
    {
        var data = Compute(1);
        var expected = Reference.Figure(1).GetProperty("bars").EnumerateArray().ToArray();
        var bars = Marks(data);

        bars.Select(b => b.Label).ShouldBe(expected.Select(b => b.Text("label")));
        bars.Select(b => b.X).ShouldBe(expected.Select(b => b.Text("release")));
        bars.Select(b => b.Y).ShouldBe(expected.Select(b => (double?)b.Number("mean")));
        bars.Select(b => FigureNumberText.InMark(1, b.Y)).ShouldBe(expected.Select(b => b.Text("printed")));
        bars.ShouldAllBe(b => b.N == 1 && b.Error == null && b.Sources.Length == 1);
    }

    [SharedFact]
    public void The_stack_has_the_published_steps_and_total()
    {
        var data = Compute(2);
        var reference = Reference.Figure(2);
        var expected = reference.GetProperty("bars").EnumerateArray().ToArray();
        var bars = Marks(data);

        bars.Select(b => b.Label).ShouldBe(expected.Select(b => b.Text("label")));
        bars.Select(b => b.X).ShouldBe(expected.Select(b => b.Text("metric")));
        bars.Select(b => b.Series).ShouldBe(expected.Select(b => b.Text("type") + "-dominant"));
        bars.Select(b => FigureNumberText.InMark(2, b.Y)).ShouldBe(expected.Select(b => b.Text("printed")));
        for (var i = 0; i < bars.Length; i++)
        {
            bars[i].Y.ShouldMatch(expected[i].Number("mean"));
            bars[i].Error.ErrorShouldMatch(expected[i].Number("sem"));
            bars[i].Sources.Length.ShouldBe(5);
        }

        Annotated(data, "total").Y.ShouldMatch(reference.Number("total"));
        Annotated(data, "total").Label.ShouldBe(reference.Text("total_printed"));
        Sum(bars, "CPU-dominant").ShouldMatch(reference.Number("cpu_total"));
        Sum(bars, "GPU-dominant").ShouldMatch(reference.Number("gpu_total"));
    }

    [SharedFact]
    public void Ratios_of_two_GPUs_are_the_published_ones()
    {
        var data = Compute(10);
        var expected = Reference.Figure(10).GetProperty("bars").EnumerateArray().ToArray();
        var bars = Marks(data);

        bars.Select(b => b.Label).ShouldBe(expected.Select(b => b.Text("label")));
        bars.Select(b => b.X).ShouldBe(expected.Select(b => b.Text("metric")));
        bars.Select(b => FigureNumberText.InMark(10, b.Y)).ShouldBe(expected.Select(b => b.Text("printed")));
        bars.ShouldAllBe(b => b.N == 11 && b.Unit == "ratio" && b.Sources.Length == 110);
        for (var i = 0; i < bars.Length; i++)
        {
            bars[i].Y.ShouldMatch(expected[i].Number("mean"));
            bars[i].Error.ErrorShouldMatch(expected[i].Number("sem"));
        }

        Annotated(data, "axis").Label.ShouldBe("Normalized to node n1 values");
        data.Findings.ShouldBeEmpty();
    }

    [SharedFact]
    public void Processor_use_has_the_published_cells()
    {
        var data = Compute(12);
        var reference = Reference.Figure(12);
        var cells = Marks(data);
        var perCore = cells.GroupBy(c => c.Series).Select(g => g.Select(c => c.Y ?? -1).ToArray()).ToArray();

        cells.Length.ShouldBe(64 * 258);
        cells.ShouldAllBe(c => c.Sources.Length == 1);
        perCore.Select(c => c.Max()).ShouldBe(Numbers(reference, "max_per_core"));
        perCore
            .Zip(Numbers(reference, "mean_per_core"))
            .ShouldAllBe(p => Math.Abs(p.First.Average() - p.Second) < 1e-9);
        perCore.Select(c => (double)c.Count(v => v >= 90)).ShouldBe(Numbers(reference, "samples_ge_90_per_core"));
        cells[..258].Select(c => c.X).Take(4).ShouldBe(["0", "0.1", "0.2", "0.3"]);
        cells[^1].X.ShouldBe("25.7");
        ((double?)cells.Sum(c => c.Y)).ShouldMatch(reference.Number("sum_all_cells"));
        cells.Count(c => c.Y == 0).ShouldBe((int)reference.Number("n_zero_cells"));
        cells.Count(c => c.Y == 100).ShouldBe((int)reference.Number("n_100_cells"));
        Annotated(data, "initialize_engine").Y.ShouldMatch(reference.Number("initialize_engine_s"));
    }

    [SharedFact]
    public void Load_formats_have_the_published_groups_and_times()
    {
        var data = Compute(14);
        var expected = Reference.Figure(14).GetProperty("bars").EnumerateArray().ToArray();
        var bars = Marks(data);

        bars.Select(b => b.Label).ShouldBe(expected.Select(b => b.Text("group")));
        bars.Select(b => b.Series).ShouldBe(expected.Select(b => b.Text("label")));
        bars.Select(b => double.Parse(b.X)).ShouldBe(expected.Select(b => b.Number("x")));
        bars.Select(b => FigureNumberText.InMark(14, b.Y)).ShouldBe(expected.Select(b => b.Text("printed")));
        for (var i = 0; i < bars.Length; i++)
        {
            bars[i].Y.ShouldMatch(expected[i].Number("mean"));
            bars[i].Error.ErrorShouldMatch(expected[i].Number("sem"));
        }
    }

    [SharedFact]
    public void Predictions_are_the_published_ones_beside_the_truth()
    {
        var data = Compute(17);
        var reference = Reference.Figure(17);
        var expected = reference.GetProperty("bars").EnumerateArray().ToArray();
        var bars = Marks(data);

        bars.Length.ShouldBe(10);
        for (var i = 0; i < expected.Length; i++)
        {
            var (predicted, truth) = (bars[2 * i], bars[(2 * i) + 1]);
            predicted.Label.ShouldBe(expected[i].Text("label"));
            truth.Label.ShouldBe(expected[i].Text("label"));
            (predicted.Series, truth.Series).ShouldBe(("Predicted", "Truth"));
            predicted.Y.ShouldMatch(expected[i].Number("predicted"));
            truth.Y.ShouldMatch(expected[i].Number("truth"));
            double.Parse(predicted.X).ShouldBe(expected[i].Number("x_predicted"), 1e-12);
            double.Parse(truth.X).ShouldBe(expected[i].Number("x_truth"), 1e-12);
            FigureNumberText.InMark(17, predicted.Y).ShouldBe(expected[i].Text("printed_predicted"));
            FigureNumberText.InMark(17, truth.Y).ShouldBe(expected[i].Text("printed_truth"));
            truth.Sources.Length.ShouldBe(5);
            predicted.Sources.ShouldNotBeEmpty();
        }

        Annotated(data, "rmse").Y.ShouldMatch(reference.Number("rmse"));
        Annotated(data, "mean_abs_diff").Y.ShouldMatch(reference.Number("mean_abs_diff"));
        Annotated(data, "mape").Y.ShouldMatch(reference.Number("mape"));
    }

    [SharedTheory]
    [InlineData(7, "kv-cache-profiling")]
    [InlineData(11, "cpu-comparison")]
    [InlineData(13, "page-cache")]
    [InlineData(15, "compile-cache-off")]
    public void A_figure_without_logs_says_which_experiment_it_needs(int number, string experiment)
    {
        var outcome = FigureRecipes.Find(number).ShouldNotBeNull().Compute(StudyRuns.Input);

        outcome.HasData.ShouldBeFalse();
        outcome.WhyNot.ShouldNotBeNull().ShouldContain(experiment);
        outcome.WhyNot.ShouldStartWith($"Figure {number} needs");
    }

    private static FigureData Compute(int number)
    {
        var outcome = FigureRecipes.Find(number).ShouldNotBeNull().Compute(StudyRuns.Input);
        outcome.WhyNot.ShouldBeNull();
        return outcome.Data.ShouldNotBeNull();
    }

    private static FigureMark[] Marks(FigureData data) => [.. data.Marks.Where(m => m.Panel == "main")];

    private static FigureMark Annotated(FigureData data, string kind) =>
        data.Marks.Single(m => m.Panel == "annotations" && m.Series == kind);

    private static double? Sum(FigureMark[] marks, string series) => marks.Where(m => m.Series == series).Sum(m => m.Y);

    private static double[] Numbers(System.Text.Json.JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(v => v.GetDouble())];

    private static void PointsShouldMatch(FigureData data, string series, System.Text.Json.JsonElement expected)
    {
        var points = data.Marks.Where(m => m.Panel == "inset" && m.Series == series).ToArray();
        points.Length.ShouldBe(expected.GetArrayLength());
        for (var i = 0; i < points.Length; i++)
        {
            double.Parse(points[i].X).ShouldBe(expected[i][0].GetDouble());
            points[i].Y.ShouldMatch(expected[i][1].GetDouble());
        }
    }
}

using System.Collections.Immutable;
using System.Text;
using Refigure.Figures;
using Refigure.Testing;
using Refigure.Tests.Figures;
using Refigure.Verification;

namespace Refigure.Tests.Verification;

public sealed class FigureVerifierTests
{
    private static readonly VerificationOptions Options = new();

    [SharedTheory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(12)]
    [InlineData(14)]
    [InlineData(17)]
    public void The_studys_figures_are_identical_to_the_published_numbers(int number)
    {
        var file = SharedData.Path("reference/startup-figures.json");
        var reference = ReferenceFile.Read(File.ReadAllText(file), file)[number];
        var data = FigureRecipes.Find(number).ShouldNotBeNull().Compute(StudyRuns.Input).Data.ShouldNotBeNull();

        var compared = FigureVerifier.Compare(data.Marks, reference, Options);

        compared.Marks.Where(m => m.Verdict != Verdict.Identical).ShouldBeEmpty();
        compared.Verdict.ShouldBe(Verdict.Identical, compared.Reason);
        compared.Marks.Length.ShouldBe(reference.Marks.Length);
    }

    [Fact]
    public void The_same_numbers_are_identical()
    {
        var figure = Bars((1, 2.0), (2, 4.0), (3, 9.0));

        Compare(figure, figure).Verdict.ShouldBe(Verdict.Identical);
    }

    [Fact]
    public void Order_of_the_rows_and_form_of_x_do_not_matter()
    {
        var ours = Bars((1, 2.0), (2, 4.0), (3, 9.0));
        var theirs = ours.Reverse().Select(m => m with { X = m.X + ".0" }).ToImmutableArray();

        Compare(theirs, ours).Verdict.ShouldBe(Verdict.Identical);
    }

    [Fact]
    public void A_small_deviation_is_within_tolerance_and_is_named()
    {
        var compared = Compare(Bars((1, 2.0), (2, 4.0)), Bars((1, 2.0), (2, 4.1)));

        compared.Verdict.ShouldBe(Verdict.WithinTolerance);
        compared.Reason.ShouldContain("2.50 % (M2 2)");
        compared.Marks[1].Deviation.ShouldNotBeNull().ShouldBe(0.1, 1e-12);
        compared.Marks[1].RelativeDeviation.ShouldNotBeNull().ShouldBe(0.025, 1e-12);
    }

    [Fact]
    public void Overlapping_intervals_are_within_tolerance_however_far_the_means()
    {
        var theirs = Bars((1, 2.0)).Select(m => m with { Error = 0.2, N = 5 }).ToImmutableArray();
        var ours = Bars((1, 2.6)).Select(m => m with { Error = 0.1, N = 5 }).ToImmutableArray();

        var compared = Compare(theirs, ours);

        compared.Verdict.ShouldBe(Verdict.WithinTolerance);
        compared.Marks[0].DeviationInStandardErrors.ShouldNotBeNull().ShouldBe(3, 1e-9);
    }

    [Fact]
    public void Other_numbers_in_the_same_order_are_the_same_trend() =>
        Compare(Bars((1, 2.0), (2, 4.0), (3, 9.0)), Bars((1, 1.0), (2, 3.0), (3, 5.0)))
            .Verdict.ShouldBe(Verdict.SameTrend);

    [Fact]
    public void A_lowest_bar_that_lost_its_value_is_different_and_not_a_bar_of_zero()
    {
        var ours = Bars((1, 1.0), (2, 4.0));
        ours = ours.SetItem(0, ours[0] with { Y = null });

        var compared = Compare(Bars((1, 1.0), (2, 4.0)), ours);

        compared.Verdict.ShouldBe(Verdict.Different);
        compared.Reason.ShouldStartWith("ours has no value of M1");
    }

    [Fact]
    public void Another_order_is_different()
    {
        var compared = Compare(Bars((1, 2.0), (2, 4.0)), Bars((1, 4.0), (2, 2.0)));

        compared.Verdict.ShouldBe(Verdict.Different);
        compared.Reason.ShouldContain("the order of M1 and M2");
    }

    [Fact]
    public void A_slope_of_the_other_sign_is_different()
    {
        var slope = new FigureMark("annotations", "slope", "", "", 1.5, null, 3, "s/B");

        Compare([slope], [slope with { Y = -1.5 }]).Verdict.ShouldBe(Verdict.Different);
    }

    [Fact]
    public void A_mark_that_only_one_side_has_makes_a_figure_different()
    {
        var compared = Compare(Bars((1, 2.0), (2, 4.0)), Bars((1, 2.0), (3, 4.0)));

        compared.Verdict.ShouldBe(Verdict.Different);
        compared
            .Marks.Select(m => m.Note)
            .ShouldBe([null, "our figure does not have it", "the reference does not have it"]);
    }

    [Fact]
    public void A_bar_at_another_x_is_different()
    {
        var ours = Bars((1, 2.0));

        Compare(ours, [ours[0] with { X = "7" }]).Marks[0].Note.ShouldBe("stands at 7 instead of 1");
    }

    [Fact]
    public void Notes_and_axis_titles_are_not_compared()
    {
        var figure = Bars((1, 2.0));

        Compare(figure, figure.Add(Annotation.Text("note", "Something to know."))).Verdict.ShouldBe(Verdict.Identical);
    }

    [Fact]
    public void Another_printed_text_is_not_identical()
    {
        const string Json = """
            {"figures": {"3": {"bars": [{"label": "M1", "x": 1, "mean": 2.0, "sem": null, "printed": "2.0"}]}}}
            """;
        var compared = FigureVerifier.Compare(Bars((1, 2.0)), ReferenceFile.Read(Json, "r.json")[3], Options);

        compared.Verdict.ShouldBe(Verdict.WithinTolerance);
        compared.Marks[0].Note.ShouldBe("prints '2.00' instead of '2.0'");
    }

    [Fact]
    public void A_value_that_is_missing_on_both_sides_is_identical_and_on_one_different()
    {
        var missing = Bars((1, 2.0)).Select(m => m with { Y = null }).ToImmutableArray();

        Compare(missing, missing).Verdict.ShouldBe(Verdict.Identical);
        Compare(Bars((1, 2.0)), missing).Verdict.ShouldBe(Verdict.Different);
    }

    [Theory]
    [InlineData("{", "line 1: this is not JSON")]
    [InlineData("{}", "has no object 'figures'")]
    [InlineData("{\"figures\": {\"x\": {}}}", "figures.x is no figure's number")]
    [InlineData("{\"figures\": {\"3\": {\"bars\": 5}}}", "figures.3 has an unexpected type")]
    [InlineData("{\"figures\": {\"3\": []}}", "figures.3 has an unexpected type")]
    [InlineData("a,b\n", "expected the header")]
    public void What_is_no_reference_is_a_sentence_with_the_file(string text, string says)
    {
        var error = Should.Throw<UserErrorException>(() => ReferenceFile.Read(text, "ref.json"));

        error.Message.ShouldStartWith("ref.json");
        error.Message.ShouldContain(says);
    }

    [Fact]
    public void The_report_is_JSON_with_every_mark()
    {
        using var stream = new MemoryStream();
        VerificationReport.Write(stream, [Compare(Bars((1, 2.0)), Bars((1, 2.1)))]);
        using var json = System.Text.Json.JsonDocument.Parse(Encoding.UTF8.GetString(stream.ToArray()));

        var figure = json.RootElement.GetProperty("figures")[0];
        figure.Text("verdict").ShouldBe("within tolerance");
        figure.GetProperty("marks")[0].Number("expected").ShouldBe(2.0);
        figure.GetProperty("marks")[0].Number("actual").ShouldBe(2.1);
        figure.GetProperty("marks")[0].Text("actual_printed").ShouldBe("2.10");
        figure.GetProperty("marks")[0].Text("note").ShouldBeNull();
    }

    private static FigureComparison Compare(ImmutableArray<FigureMark> theirs, ImmutableArray<FigureMark> ours) =>
        FigureVerifier.Compare(ours, new ReferenceFigure(3, [.. theirs.Select(m => new ReferenceMark(m))]), Options);

    private static ImmutableArray<FigureMark> Bars(params (int X, double Y)[] bars) =>
        [.. bars.Select(b => new FigureMark("main", "", $"M{b.X}", $"{b.X}", b.Y, null, 5, "s"))];
}

using System.Collections.Immutable;
using Refigure.Assignment;
using Refigure.Figures;
using Refigure.Plotting.Documents;
using Refigure.Plotting.Scenes;
using Refigure.Tests.Drawing;

namespace Refigure.Tests.Assignment;

public sealed class AssignmentReportTests
{
    [DrawingFact]
    public void It_has_the_figures_the_kernels_the_numbers_and_empty_places()
    {
        var document = Report(MadeAssignment.Of());

        document
            .Blocks.OfType<Picture>()
            .Select(p => p.Caption[..10])
            .ShouldBe(["Figure 18:", "Figure 19:", "Figure 20:"]);
        document
            .Blocks.OfType<AnswerSpace>()
            .Select(a => a.Name)
            .ShouldBe(["Analysis18", "Analysis19", "AllReduce", "Difficulties"]);
        document.Blocks.OfType<FieldRow>().ShouldHaveSingleItem().Labels.ShouldBe(["Name", "NetID", "Date"]);
        var latencies = document.Blocks.OfType<Table>().First(t => t.Columns[1].Title == "n");
        latencies.Rows[0].ShouldBe(["1 GPU", "100", "50.50", "50.50", "90.10", "99.01", "100.0", "–"]);
        latencies.Rows[1].ShouldBe(["2 GPUs", "100", "25.25", "25.25", "45.05", "49.51", "50.00", "0.500"]);
        latencies.Columns[^1].Title.ShouldBe("median by that of 1 GPU");
        document.Blocks.OfType<Table>().First(t => t.Columns[1].Title == "Kernel").Rows.Length.ShouldBe(3);
    }

    [DrawingFact]
    public void Names_of_the_places_to_fill_in_are_all_different()
    {
        var pages = DocumentLayout.Arrange(Report(MadeAssignment.Of()), DrawingFont.Required);
        var names = pages.SelectMany(p => p.Fields).Select(f => f.Name).ToArray();
        names.Length.ShouldBe(7);
        names.ShouldBeUnique();
    }

    [DrawingFact]
    public void What_is_missing_and_what_the_profile_means_stand_on_the_first_page()
    {
        var first = Words(Report(MadeAssignment.Of()), page: 0);
        first.ShouldContain("4 GPUs: missing; do this.");
        first.ShouldContain("Profile lab: these runs are not those of the assignment's own setting");

        var smoke = Words(Report(MadeAssignment.Of() with { Profile = "smoke" }), page: 0);
        smoke.ShouldContain("llama.cpp with a small synthetic model");
        smoke.ShouldContain("none is one of the assignment's");

        var paper = Words(Report(MadeAssignment.Of() with { Profile = "paper", Gaps = [] }), page: 0);
        paper.ShouldNotContain("Profile paper:");
        paper.ShouldNotContain("Not in this report");
    }

    [DrawingFact]
    public void Without_a_profile_it_says_why_and_asks_for_a_screenshot()
    {
        var data = MadeAssignment.Of();
        var none = new AssignmentFigure(
            FigureRecipes.Find(20)!,
            FigureOutcome.Without("Figure 20 needs a trace."),
            null
        );
        var document = Report(data with { Kernels = null, Figures = data.Figures.SetItem(2, none) });

        document.Blocks.OfType<Paragraph>().ShouldContain(p => p.IsNotice && p.Text == "Figure 20 needs a trace.");
        document.Blocks.OfType<AnswerSpace>().Single(a => a.Name == "AllReduce").Prompt.ShouldContain("screenshot");
        document.Blocks.OfType<Picture>().Count().ShouldBe(2);
    }

    [DrawingFact]
    public void Hostile_names_stay_text_within_the_page()
    {
        var long_ = new string('W', 500);
        var data = MadeAssignment.Of(model: $"evil\u001b[2J\u202E\0 {long_}");
        var style = DocumentStyle.Default;

        var pages = DocumentLayout.Arrange(Report(data), DrawingFont.Required);

        foreach (var text in pages.SelectMany(p => Texts(p.Scene.Items)))
        {
            text.Text.ShouldNotContain(c => char.IsControl(c) || c == '\u202E');
            var end =
                text.Position.X + (text.Angle == 0 ? DrawingFont.Required.Width(text.Text, text.Size, text.Bold) : 0);
            end.ShouldBeLessThanOrEqualTo(style.PageWidth - style.Margin + 0.5, text.Text);
        }

        pages.SelectMany(p => Texts(p.Scene.Items)).ShouldContain(t => t.Text.Contains("evil\uFFFD[2J\uFFFD\uFFFD"));
    }

    private static Document Report(AssignmentData data) => AssignmentReport.Of(data, DrawingFont.Required);

    private static string Words(Document document, int page) =>
        string.Join(
            ' ',
            Texts(DocumentLayout.Arrange(document, DrawingFont.Required)[page].Scene.Items).Select(t => t.Text)
        );

    private static IEnumerable<TextItem> Texts(ImmutableArray<SceneItem> items) =>
        items.SelectMany(item =>
            item switch
            {
                TextItem text => [text],
                ClipItem clip => Texts(clip.Items),
                _ => [],
            }
        );
}

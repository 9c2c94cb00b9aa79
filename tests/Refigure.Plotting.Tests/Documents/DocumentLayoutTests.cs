using System.Collections.Immutable;
using Refigure.Plotting.Documents;
using Refigure.Plotting.Scenes;
using Refigure.Plotting.Tests.Layout;

namespace Refigure.Plotting.Tests.Documents;

public sealed class DocumentLayoutTests
{
    private static readonly DocumentStyle Style = DocumentStyle.Default;

    [Fact]
    public void Pages_are_numbered_and_bear_the_footer()
    {
        var pages = Arrange([new Paragraph("one"), new PageBreak(), new Paragraph("two")]);

        pages.Length.ShouldBe(2);
        Words(pages[0]).ShouldBe(["one", "the footer", "1 / 2"]);
        Words(pages[1]).ShouldBe(["two", "the footer", "2 / 2"]);
    }

    [Fact]
    public void A_document_without_blocks_has_a_page()
    {
        Words(Arrange([]).ShouldHaveSingleItem()).ShouldBe(["the footer", "1 / 1"]);
    }

    [Fact]
    public void A_heading_goes_to_the_page_of_what_follows_it()
    {
        for (var lines = 20; lines < 60; lines++)
        {
            Block[] before = [.. Enumerable.Range(0, lines).Select(i => new Paragraph($"line {i}"))];
            var pages = Arrange([.. before, new Heading("The heading"), new Paragraph("what follows")]);
            var page = pages.Single(p => Words(p).Contains("The heading"));
            Words(page).ShouldContain("what follows", $"{lines} lines before");
        }
    }

    [Fact]
    public void Words_of_a_table_are_whole_where_other_columns_have_room()
    {
        var table = new Table(
            [new("Configuration", 0.2), new("Rest", 5), new("n", 1, IsNumber: true)],
            [
                ["communication", "a b c", "12"],
            ]
        );

        var words = Words(Arrange([table])[0]);

        words.ShouldContain("Configuration");
        words.ShouldContain("communication");
    }

    [Fact]
    public void A_word_that_is_wider_than_the_page_is_cut_and_nothing_of_it_is_lost()
    {
        var word = new string('x', 1000);
        var pages = Arrange([
            new Paragraph(word),
            new Listing([word]),
            new Table(
                [new("a", 1), new("b", 1)],
                [
                    [word, "short"],
                ]
            ),
        ]);

        string.Concat(pages.SelectMany(Words).Where(w => w.StartsWith('x'))).Length.ShouldBe(3000);
        ShouldLieWithin(pages);
    }

    [Fact]
    public void What_goes_on_without_end_is_cut_and_leaves_no_page()
    {
        foreach (var text in new[] { new string('x', 200_000), string.Concat(Enumerable.Repeat("word ", 40_000)) })
        {
            var pages = Arrange([
                new Heading(text),
                new Paragraph(text),
                new Paragraph(text) { IsNotice = true },
                new Listing([text]),
                new Table(
                    [new(text, 1), new("b", 1)],
                    [
                        [text, "short"],
                    ]
                ),
                new Picture(new Scene(100, 100, []), text),
                new AnswerSpace("A", text, Lines: 3),
                new FieldRow([text, "B"]),
            ]);

            pages.Length.ShouldBeLessThan(12);
            ShouldLieWithin(pages);
            pages.SelectMany(Words).Count(w => w.EndsWith('…')).ShouldBeGreaterThanOrEqualTo(6);
        }
    }

    [Fact]
    public void A_drawing_that_is_higher_than_a_page_is_made_smaller()
    {
        var scene = new Scene(
            300,
            3000,
            [
                new PathItem(PathGeometry.Rectangle(new(0, 0, 300, 3000)), new Fill(Rgb.White)),
                new TextItem("at its foot", new Point(10, 2990), 9, Rgb.Black),
            ]
        );

        var pages = Arrange([new Picture(scene, "The caption")]);

        ShouldLieWithin(pages);
        Words(pages.ShouldHaveSingleItem()).ShouldContain("at its foot");
    }

    [Fact]
    public void A_drawing_that_fits_keeps_its_size_and_stands_in_the_middle()
    {
        var scene = new Scene(200, 100, [new TextItem("here", new Point(0, 100), 7, Rgb.Black)]);

        var text = Arrange([new Picture(scene, "The caption")])[0].Scene.Items.OfType<TextItem>().First();

        text.Size.ShouldBe(7);
        text.Position.X.ShouldBe((Style.PageWidth - 200) / 2);
    }

    [Fact]
    public void Places_to_fill_in_have_a_field_each_within_their_page()
    {
        var pages = Arrange([
            new FieldRow(["Name", "Net ID"]),
            new AnswerSpace("First", "What is it?", Lines: 5),
            new AnswerSpace("Second", "And why?", Lines: 20),
            new AnswerSpace("Third", "And how?", Lines: 20),
        ]);

        var fields = pages.SelectMany(p => p.Fields).ToArray();
        fields.Select(f => f.Name).ShouldBe(["Name", "NetID", "First", "Second", "Third"]);
        fields.Select(f => f.IsLong).ShouldBe([false, false, true, true, true]);
        fields[2].Prompt.ShouldBe("What is it?");
        fields[2].Place.Height.ShouldBe(5 * Style.RuleDistance);
        var page = new Rect(0, 0, Style.PageWidth, Style.PageHeight);
        fields.ShouldAllBe(f => page.Contains(f.Place));
        pages.SelectMany(Words).Count(w => w == "YOUR OWN WORDS").ShouldBe(3);
    }

    [Fact]
    public void Text_from_outside_cannot_bring_control_characters_onto_a_page()
    {
        const string Hostile = "a\0b\u001b[2Jc\u202Ed\uD800e";
        var pages = Arrange([
            new Heading(Hostile),
            new Paragraph(Hostile),
            new Paragraph(Hostile) { IsNotice = true },
            new Listing([Hostile]),
            new Table(
                [new(Hostile, 1)],
                [
                    [Hostile],
                ]
            ),
            new Picture(new Scene(10, 10, []), Hostile),
            new AnswerSpace("A", Hostile, Lines: 1),
            new FieldRow([Hostile]),
        ]);

        var words = pages.SelectMany(Words).Where(w => w.StartsWith('a')).ToArray();
        words.Length.ShouldBe(9);
        words.ShouldAllBe(w => w == "a\uFFFDb\uFFFD[2Jc\uFFFDd\uFFFDe");
    }

    private static ImmutableArray<DocumentPage> Arrange(ImmutableArray<Block> blocks) =>
        DocumentLayout.Arrange(new Document(blocks, "the footer"), new PlainMeasurer());

    private static string[] Words(DocumentPage page) => [.. page.Scene.Items.OfType<TextItem>().Select(t => t.Text)];

    private static void ShouldLieWithin(ImmutableArray<DocumentPage> pages)
    {
        foreach (var text in pages.SelectMany(p => p.Scene.Items.OfType<TextItem>()))
        {
            text.Position.X.ShouldBeGreaterThanOrEqualTo(Style.Margin);
            text.Position.Y.ShouldBeLessThanOrEqualTo(Style.PageHeight - Style.Margin + 0.01);
            var end = text.Position.X + new PlainMeasurer().Width(text.Text, text.Size, text.Bold);
            end.ShouldBeLessThanOrEqualTo(Style.PageWidth - Style.Margin + 0.01);
        }
    }
}

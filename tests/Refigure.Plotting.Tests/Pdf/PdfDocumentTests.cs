using System.Collections.Immutable;
using System.Text;
using Refigure.Plotting.Documents;
using Refigure.Plotting.Pdf;
using Refigure.Plotting.Tests.Fonts;

namespace Refigure.Plotting.Tests.Pdf;

public sealed class PdfDocumentTests
{
    [PopplerFact]
    public void Another_reader_finds_all_pages_their_text_and_that_there_is_a_form()
    {
        var document = Render();
        var info = Poppler.Run("pdfinfo", document, "{pdf}");
        info.ShouldMatch(@"Pages: +3");
        info.ShouldMatch(@"Form: +AcroForm");
        info.ShouldMatch(@"Page size: +612 x 792 pts \(letter\)");
        for (var page = 1; page <= 3; page++)
        {
            var text = Poppler.Run("pdftotext", document, "-f", $"{page}", "-l", $"{page}", "{pdf}", "-");
            text.ShouldContain($"This is page {page}: äµ");
            text.Replace(" ", "", StringComparison.Ordinal).ShouldContain($"{page}/3");
            text.ShouldNotContain("rror");
        }
    }

    [PopplerFact]
    public void All_pages_share_two_subsets()
    {
        var lines = Poppler.Run("pdffonts", Render(), "{pdf}").Trim().Split('\n')[2..];
        lines.Length.ShouldBe(2);
        lines.ShouldAllBe(line => line.Contains("CID TrueType", StringComparison.Ordinal));
    }

    [FontFact]
    public void Fields_say_their_name_and_what_is_asked_and_measure_from_below()
    {
        var document = Encoding.Latin1.GetString(Render());
        document.ShouldContain(
            "/Subtype/Widget/FT/Tx/T (Words)/TU (What \\(exactly\\)?)/F 4/Ff 4096/DA(/Helv 10 Tf 0 g)/Rect[61 "
        );
        document.ShouldContain("/T (Name)/TU (Name)/F 4/Ff 0");
        document.ShouldContain("/AcroForm<</Fields[");
        document.ShouldContain("/Type/Pages/Count 3/Kids[");
    }

    [FontFact]
    public void A_document_without_fields_has_no_form()
    {
        var pages = DocumentLayout.Arrange(new Document([new Paragraph("x")], ""), MachineFonts.Required);
        var document = PdfRenderer.Render(pages, MachineFonts.Required, SampleScenes.Info);
        Encoding.Latin1.GetString(document).ShouldNotContain("/AcroForm");
    }

    [FontFact]
    public void The_same_document_gives_the_same_bytes() => Render().AsSpan().SequenceEqual(Render()).ShouldBeTrue();

    [FontFact]
    public void No_page_at_all_is_refused() =>
        Should.Throw<ArgumentException>(() =>
            PdfRenderer.Render(ImmutableArray<DocumentPage>.Empty, MachineFonts.Required, SampleScenes.Info)
        );

    private static byte[] Render()
    {
        var document = new Document(
            [
                new FieldRow(["Name"]),
                new Paragraph("This is page 1: äµ"),
                new AnswerSpace("Words", "What (exactly)?", Lines: 3),
                new PageBreak(),
                new Heading("This is page 2: äµ"),
                new PageBreak(),
                new Paragraph("This is page 3: äµ"),
            ],
            "footer"
        );
        return PdfRenderer.Render(
            DocumentLayout.Arrange(document, MachineFonts.Required),
            MachineFonts.Required,
            SampleScenes.Info
        );
    }
}

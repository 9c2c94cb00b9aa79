using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Refigure.Plotting.Pdf;
using Refigure.Plotting.Scenes;
using Refigure.Plotting.Tests.Fonts;

namespace Refigure.Plotting.Tests.Pdf;

public sealed class PdfRendererTests
{
    [PopplerFact]
    public void Fonts_are_embedded_TrueType_subsets_with_a_way_back_to_Unicode()
    {
        var lines = Poppler.Run("pdffonts", Everything(), "{pdf}").Trim().Split('\n')[2..];
        lines.Length.ShouldBe(2);
        foreach (var line in lines)
        {
            line.ShouldMatch(@"^[A-Z]{6}\+DejaVuSans(-Bold)? +CID TrueType +Identity-H +yes yes yes ");
        }
    }

    [PopplerFact]
    public void Text_comes_out_as_it_went_in()
    {
        var text = Poppler.Run("pdftotext", Everything(), "-layout", "-enc", "UTF-8", "{pdf}", "-");
        text.ShouldContain(SampleScenes.NonAscii);
        text.ShouldContain("Bold title: AVÄ");
        text.ShouldContain("upwards");
        text.ShouldNotContain("rror");
    }

    [PopplerFact]
    public void Characters_that_the_font_lacks_are_still_found_in_the_text()
    {
        var document = Render(new TextItem("model 漢字", new Point(10, 20), 9, Rgb.Black));
        Poppler.Run("pdftotext", document, "{pdf}", "-").ShouldContain("model 漢字");
    }

    [PopplerFact]
    public void The_document_says_what_it_is()
    {
        var information = Poppler.Run("pdfinfo", Everything(), "-custom", "{pdf}");
        information.ShouldContain("DataDigest:      sha256:abc");
        var page = Poppler.Run("pdfinfo", Everything(), "{pdf}");
        page.ShouldContain("Figure 7: <startup> & more");
        page.ShouldContain("A test – with a dash.");
        page.ShouldContain("400 x 260 pts");
        page.ShouldNotContain("CreationDate");
        Poppler.Run("pdfinfo", Everything(), "-meta", "{pdf}").ShouldContain("<pdfx:Nodes>n1, “n2”</pdfx:Nodes>");
    }

    [FontFact]
    public void The_same_scene_gives_the_same_bytes()
    {
        Everything().AsSpan().SequenceEqual(Everything()).ShouldBeTrue();
    }

    [FontFact]
    public void A_date_of_creation_is_written_only_where_there_is_one()
    {
        var info = SampleScenes.Info with { Created = new DateTimeOffset(2025, 3, 4, 5, 6, 7, TimeSpan.FromHours(2)) };
        var dated = Encoding.Latin1.GetString(PdfRenderer.Render(Empty, MachineFonts.Required, info));
        dated.ShouldContain("/CreationDate (D:20250304030607Z)");
        dated.ShouldContain("<xmp:CreateDate>2025-03-04T03:06:07Z</xmp:CreateDate>");
    }

    [FontFact]
    public void The_table_of_objects_points_at_the_objects()
    {
        var document = Encoding.Latin1.GetString(Everything());
        var start = int.Parse(document.Split("startxref\n")[1].Split('\n')[0], CultureInfo.InvariantCulture);
        var rows = document[start..].Split('\n');
        rows[0].ShouldBe("xref");
        var count = int.Parse(rows[1].Split(' ')[1], CultureInfo.InvariantCulture);
        for (var number = 1; number < count; number++)
        {
            var offset = int.Parse(rows[2 + number].AsSpan(0, 10), CultureInfo.InvariantCulture);
            document[offset..].ShouldStartWith($"{number} 0 obj\n");
        }
    }

    [FontFact]
    public void No_Type_3_no_transparency_and_no_image_is_used()
    {
        var document = Encoding.Latin1.GetString(Everything());
        document.ShouldNotContain("/Type3");
        document.ShouldNotContain("/ca ");
        document.ShouldNotContain("/SMask");
        document.ShouldNotContain("/Image");
        document.ShouldContain("/PatternType 1");
    }

    [FontFact]
    public void A_coordinate_that_is_no_number_is_refused()
    {
        var broken = new TextItem("x", new Point(double.NaN, 0), 9, Rgb.Black);
        Should.Throw<ArgumentException>(() => Render(broken)).Message.ShouldContain("finite");
    }

    [FontTheory]
    [InlineData("with space")]
    [InlineData("Title")]
    [InlineData("")]
    public void A_key_that_is_no_name_is_refused(string key)
    {
        var info = SampleScenes.Info with
        {
            Properties = ImmutableSortedDictionary<string, string>.Empty.Add(key, "v"),
        };
        Should.Throw<ArgumentException>(() => PdfRenderer.Render(Empty, MachineFonts.Required, info));
    }

    [FontFact]
    public void A_heat_map_of_17000_cells_stays_small()
    {
        PdfRenderer
            .Render(SampleScenes.HeatMap(130, 130), MachineFonts.Required, SampleScenes.Info)
            .Length.ShouldBeLessThan(150_000);
    }

    private static Scene Empty { get; } = new(100, 50, []);

    private static byte[] Everything() =>
        PdfRenderer.Render(SampleScenes.Everything, MachineFonts.Required, SampleScenes.Info);

    private static byte[] Render(params SceneItem[] items) =>
        PdfRenderer.Render(new Scene(100, 50, [.. items]), MachineFonts.Required, SampleScenes.Info);
}

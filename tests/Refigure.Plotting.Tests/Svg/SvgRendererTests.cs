using System.Collections.Immutable;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Refigure.Plotting.Fonts;
using Refigure.Plotting.Scenes;
using Refigure.Plotting.Svg;
using Refigure.Plotting.Tests.Fonts;
using Refigure.Plotting.Tests.Pdf;

namespace Refigure.Plotting.Tests.Svg;

public sealed class SvgRendererTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [FontFact]
    public void The_file_is_XML_with_the_page_size_in_points()
    {
        var root = Everything();
        root.Name.ShouldBe(Svg + "svg");
        root.Attribute("width")?.Value.ShouldBe("400pt");
        root.Attribute("viewBox")?.Value.ShouldBe("0 0 400 260");
        root.Element(Svg + "title")?.Value.ShouldBe("Figure 7: <startup> & more");
        root.Element(Svg + "desc")?.Value.ShouldBe("A test – with a dash.");
        XNamespace keys = "http://ns.adobe.com/pdfx/1.3/";
        root.Descendants(keys + "Nodes").Single().Value.ShouldBe("n1, “n2”");
    }

    [FontFact]
    public void Text_stays_text()
    {
        var texts = Everything().Descendants(Svg + "text").Select(text => text.Value).ToList();
        texts.ShouldContain(SampleScenes.NonAscii);
        texts.ShouldContain("Bold title: AVÄ  two spaces");
        texts.ShouldContain("upwards");
    }

    [FontFact]
    public void Rotation_is_counter_clockwise_as_seen()
    {
        var text = Everything().Descendants(Svg + "text").Single(element => element.Value is "upwards");
        text.Attribute("transform")?.Value.ShouldBe("translate(330 130) rotate(-90)");
    }

    [FontFact]
    public void The_embedded_font_holds_the_letters_of_the_text()
    {
        var style = Everything().Element(Svg + "style").ShouldNotBeNull().Value;
        var encoded = style.Split("base64,")[1].Split(')')[0];
        var face = FontFace.Load(Convert.FromBase64String(encoded), "embedded.ttf");
        foreach (var character in SampleScenes.NonAscii.EnumerateRunes())
        {
            face.GlyphOf(character).ShouldBeGreaterThan(0, $"glyph of {character}");
        }
    }

    [FontFact]
    public void Everything_that_is_referred_to_is_defined_once()
    {
        var root = Everything();
        var ids = root.Descendants().Select(element => element.Attribute("id")?.Value).OfType<string>().ToList();
        ids.ShouldBeUnique();
        var used = root.Descendants()
            .Attributes()
            .Where(attribute => attribute.Value.StartsWith("url(#", StringComparison.Ordinal))
            .Select(attribute => attribute.Value[5..^1])
            .Distinct(StringComparer.Ordinal);
        used.ShouldBe(ids, ignoreOrder: true);
        ids.ShouldContain("hatch-rising-000000");
        ids.Count.ShouldBe(7); // six hatches, one clip
    }

    [FontFact]
    public void The_same_scene_gives_the_same_bytes()
    {
        Render(SampleScenes.Everything).AsSpan().SequenceEqual(Render(SampleScenes.Everything)).ShouldBeTrue();
    }

    [FontFact]
    public void Characters_that_XML_forbids_do_not_break_the_file()
    {
        var scene = new Scene(50, 20, [new TextItem("a\u0001<b>&\"c\" \uD800", new Point(1, 10), 8, Rgb.Black)]);
        Parse(Render(scene)).Descendants(Svg + "text").Single().Value.ShouldBe("a\uFFFD<b>&\"c\" \uFFFD");
    }

    [FontFact]
    public void Shapes_are_written_as_short_paths()
    {
        var line = PathGeometry.Polyline([new(1, 2), new(3, 2), new(3, 1.5), new(2, 2.25)]);
        var stroke = new Stroke(Rgb.Parse("#d55e00"), 0.75, [2, 1]);
        var document = Encoding.UTF8.GetString(Render(new Scene(10, 10, [new PathItem(line, Stroke: stroke)])));
        document.ShouldContain(
            "<path fill=\"none\" stroke=\"#d55e00\" stroke-width=\"0.75\" stroke-dasharray=\"2 1\" d=\"M1 2h2v-0.5l-1 0.75\"/>"
        );
    }

    [FontFact]
    public void A_drawing_without_text_carries_no_font()
    {
        var scene = new Scene(10, 10, ImmutableArray<SceneItem>.Empty);
        Encoding.UTF8.GetString(Render(scene)).ShouldNotContain("font");
    }

    private static XElement Everything() => Parse(Render(SampleScenes.Everything));

    private static byte[] Render(Scene scene) => SvgRenderer.Render(scene, MachineFonts.Required, SampleScenes.Info);

    private static XElement Parse(byte[] document)
    {
        using var reader = XmlReader.Create(new MemoryStream(document));
        return XElement.Load(reader, LoadOptions.PreserveWhitespace);
    }
}

using Refigure.Plotting.Figures;
using Refigure.Plotting.Fonts;
using Refigure.Plotting.Layout;
using Refigure.Plotting.Scenes;
using Refigure.Plotting.Tests.Fonts;

namespace Refigure.Plotting.Tests.Layout;

/// <summary>What holds for every figure, whatever it shows.</summary>
public sealed class EveryFigureTests
{
    private const string Plain = "plain";
    private const string Real = "DejaVu Sans";

    public static TheoryData<string, string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string, string>();
            foreach (var name in SampleFigures.Names)
            {
                foreach (var font in MachineFonts.DejaVu is null ? new[] { Plain } : [Plain, Real])
                {
                    cases.Add(name, "column", font);
                    cases.Add(name, "text", font);
                }
            }

            return cases;
        }
    }

    private static SceneReader Draw(string name, string format, string font)
    {
        var page = format == "column" ? FigureFormat.Column : FigureFormat.Text;
        ITextMeasurer measurer = font == Real ? MachineFonts.Required : new PlainMeasurer();
        return new(FigureLayout.Arrange(SampleFigures.Named(name, page), measurer), measurer);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void No_two_texts_overlap(string name, string format, string font)
    {
        var texts = Draw(name, format, font).Texts.ToList();

        var overlaps =
            from i in Enumerable.Range(0, texts.Count)
            from j in Enumerable.Range(i + 1, texts.Count - i - 1)
            where texts[i].Box.Overlaps(texts[j].Box)
            select $"'{texts[i].Item.Text}' and '{texts[j].Item.Text}'";
        overlaps.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void No_text_leaves_the_page(string name, string format, string font)
    {
        var scene = Draw(name, format, font);

        scene.Texts.Where(text => !scene.Page.Contains(text.Box.Bounds)).Select(text => text.Item.Text).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void No_shape_leaves_the_page(string name, string format, string font)
    {
        var scene = Draw(name, format, font);

        scene
            .Paths.SelectMany(path => path.Path.Points)
            .Where(point => !scene.Page.Contains(new Rect(point.X, point.Y, 0, 0)))
            .ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void No_text_is_smaller_than_7_points(string name, string format, string font) =>
        Draw(name, format, font).Texts.Min(text => text.Item.Size).ShouldBeGreaterThanOrEqualTo(7);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_text_stands_out_from_what_is_under_it(string name, string format, string font)
    {
        var scene = Draw(name, format, font);

        scene
            .Texts.Where(text => text.Item.Color.ContrastWith(scene.Under(text.Item)) < 4.5)
            .Select(text => text.Item.Text)
            .ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void No_text_lies_half_on_an_area(string name, string format, string font)
    {
        var scene = Draw(name, format, font);

        var cut =
            from text in scene.Texts
            let box = text.Box.Bounds
            let order = scene.Under(text.Item)
            from area in scene.Areas
            where area.Fill.Color != Rgb.White && text.Item.Angle % 90 == 0
            where area.Rect.Overlaps(box) && !area.Rect.Contains(box) && order != area.Fill.Color
            select $"'{text.Item.Text}' on {area.Fill.Color}";
        cut.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_page_has_the_formats_width(string name, string format, string font) =>
        Draw(name, format, font).Scene.Width.ShouldBe(format == "column" ? 237.6 : 504, 1e-9);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Drawn_twice_it_is_the_same(string name, string format, string font) =>
        Describe(Draw(name, format, font)).ShouldBe(Describe(Draw(name, format, font)));

    [Fact]
    public void A_name_that_is_wider_than_the_page_goes_on_in_the_next_line()
    {
        var name = string.Join('_', Enumerable.Range(1, 60));
        var figure = SampleFigures.Named("versions") with { Footnotes = [$"The case {name} ran once."] };

        var scene = new SceneReader(FigureLayout.Arrange(figure, new PlainMeasurer()));

        scene.Texts.Where(text => !scene.Page.Contains(text.Box.Bounds)).ShouldBeEmpty();
        string.Concat(scene.Strings).ShouldContain(name);
    }

    [FontFact]
    public void Figures_in_a_real_font_are_among_those_that_are_looked_at() =>
        Cases.Count(row => (string)row[2] == Real).ShouldBe(2 * SampleFigures.Names.Length);

    private static string Describe(SceneReader scene) =>
        string.Join(
            '\n',
            scene
                .Paths.Select(path => $"{path.Fill} {path.Stroke?.Color} {string.Join(' ', path.Path.Points)}")
                .Concat(scene.Texts.Select(text => text.Item.ToString()))
        );
}

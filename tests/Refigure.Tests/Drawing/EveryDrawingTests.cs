using System.Collections.Concurrent;
using Refigure.Drawing;
using Refigure.Figures;
using Refigure.Testing;

namespace Refigure.Tests.Drawing;

/// <summary>
/// What a reader may expect of every figure, measured with the font that it is set in. Where the study's results are not
/// beside the checkout, only the recorded and the made-up figures are looked at.
/// </summary>
public sealed class EveryDrawingTests
{
    // Capitals of 7 pt and a little air: a thinner part of a stack keeps its number for the CSV.
    private const double LeastHeightOfText = 7.6;

    private static readonly ConcurrentDictionary<(string, int), Lazy<Drawn>> Cache = [];

    public static TheoryData<string, int> Figures
    {
        get
        {
            var cases = new TheoryData<string, int>();
            Add(cases, "recorded", RecordedFigures.Numbers);
            Add(cases, "made up", MadeUpFigures.Numbers);
            Add(cases, "serving", ServingFigures.Numbers);
            Add(cases, "traces", TraceFigures.Numbers);
            Add(cases, "study", SharedData.Root is null ? [] : StudyFigures.Numbers);
            return cases;
        }
    }

    public static TheoryData<string, int> BarFigures
    {
        get
        {
            var cases = new TheoryData<string, int>();
            foreach (var row in Figures.Where(r => (int)r[1] is not (12 or >= 18)))
            {
                cases.Add((string)row[0], (int)row[1]);
            }

            return cases;
        }
    }

    [DrawingTheory]
    [MemberData(nameof(Figures))]
    public void No_two_texts_overlap(string source, int number)
    {
        var texts = Draw(source, number).Page.Texts;

        var overlaps =
            from i in Enumerable.Range(0, texts.Count)
            from j in Enumerable.Range(i + 1, texts.Count - i - 1)
            where texts[i].Box.Overlaps(texts[j].Box)
            select $"{texts[i]} and {texts[j]}";
        overlaps.ShouldBeEmpty();
    }

    [DrawingTheory]
    [MemberData(nameof(Figures))]
    public void Nothing_leaves_the_page(string source, int number)
    {
        var page = Draw(source, number).Page;

        page.Texts.Where(t => !page.Page.Contains(t.Box.Bounds)).ShouldBeEmpty();
        page.Areas.Where(a => !page.Page.Contains(a.Bounds)).Select(a => a.Bounds).ShouldBeEmpty();
        page.Strokes.Where(s => !page.Page.Contains(s.Line.Bounds)).ShouldBeEmpty();
    }

    [DrawingTheory]
    [MemberData(nameof(Figures))]
    public void Texts_are_large_enough_and_in_the_font(string source, int number)
    {
        var page = Draw(source, number).Page;

        page.Texts.Where(t => t.Item.Size < 7).ShouldBeEmpty();
        page.Texts.Where(t => !DrawingFont.Required.MissingFrom(t.Text, t.Item.Bold).IsEmpty).ShouldBeEmpty();
    }

    [DrawingTheory]
    [MemberData(nameof(Figures))]
    public void Texts_stand_out_from_everything_under_them(string source, int number)
    {
        var page = Draw(source, number).Page;

        page.Texts.Where(t => page.Under(t).Any(under => t.Item.Color.ContrastWith(under) < 4.5)).ShouldBeEmpty();
    }

    [DrawingTheory]
    [MemberData(nameof(Figures))]
    public void Nothing_lies_on_a_text_and_no_line_crosses_it(string source, int number)
    {
        var page = Draw(source, number).Page;

        page.Texts.Where(page.IsHidden).ShouldBeEmpty();
        page.Texts.Where(page.IsStruckThrough).ShouldBeEmpty();
    }

    [DrawingTheory]
    [MemberData(nameof(BarFigures))]
    public void Bars_are_as_high_as_their_values(string source, int number)
    {
        var drawn = Draw(source, number);
        var bars = drawn.Bars;
        var values = InDrawingOrder(drawn).Where(m => m.Y > 0).Select(m => m.Y ?? 0).ToArray();

        var perUnit = bars.Sum(b => b.Bounds.Height) / values.Sum();
        bars.Length.ShouldBe(values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            bars[i].Bounds.Height.ShouldBe(values[i] * perUnit, 1e-6, $"bar {i + 1}");
        }
    }

    [DrawingTheory]
    [MemberData(nameof(BarFigures))]
    public void Every_bar_has_its_value_in_the_order_of_the_bars(string source, int number)
    {
        var drawn = Draw(source, number);

        var expected = InDrawingOrder(drawn)
            .Where(m => m.Y > 0)
            .Zip(drawn.Bars, (mark, bar) => (Text: FigureNumberText.InMark(number, mark.Y), bar.Bounds.Height))
            .Where(x => x.Text is not null && !(drawn.Recipe is BreakdownStack && x.Height < LeastHeightOfText))
            .Select(x => x.Text ?? "");
        drawn.PrintedValues.ShouldBe(expected);
    }

    [DrawingTheory]
    [MemberData(nameof(BarFigures))]
    public void Nothing_covers_a_bar(string source, int number)
    {
        var drawn = Draw(source, number);

        var covers =
            from bar in drawn.Bars
            from area in drawn.Page.Areas
            where area.Order > bar.Order && Quad.Of(area.Bounds).Overlaps(Quad.Of(bar.Bounds))
            where !bar.Bounds.Contains(area.Bounds)
            select $"{area.Bounds} on the bar {bar.Bounds}";
        covers.ShouldBeEmpty();
    }

    [DrawingTheory]
    [MemberData(nameof(Figures))]
    public void What_must_be_known_is_written_under_the_figure(string source, int number)
    {
        var drawn = Draw(source, number);
        var figure = FigureDrawing.Draw(drawn.Recipe, drawn.Data);

        figure.Footnotes.IsEmpty.ShouldBe(drawn.Data.Findings.All(f => f.Kind == "setting-contradicted"));
        foreach (var note in figure.Footnotes)
        {
            drawn.Page.Says(note).ShouldBeTrue(note);
        }
    }

    [DrawingTheory]
    [MemberData(nameof(Figures))]
    public void Only_figures_of_the_paper_have_no_subtitle(string source, int number)
    {
        var drawn = Draw(source, number);

        if (source is "recorded" or "serving" or "traces")
        {
            drawn.Page.Says("lab: vLLM 0.").ShouldBeTrue();
        }
        else
        {
            drawn.Page.Says("lab:").ShouldBeFalse();
        }
    }

    [DrawingTheory]
    [MemberData(nameof(Figures))]
    public void Fits_into_its_column_with_a_sensible_height(string source, int number)
    {
        var page = Draw(source, number).Page.Page;

        page.Width.ShouldBeOneOf(237.6, 504);
        // Ten kernels and four rows of a timeline are two figures in one.
        page.Height.ShouldBeInRange(130, number == 20 ? 430 : 330);
    }

    [DrawingFact(ofTheStudy: true)]
    public void The_studys_figures_are_among_those_that_are_looked_at() =>
        Figures
            .Where(r => (string)r[0] == "study")
            .Select(r => (int)r[1])
            .ShouldBe([1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 14, 17]);

    // Grouped bars are drawn series by series, and stand label by label.
    private static FigureMark[] InDrawingOrder(Drawn drawn)
    {
        string[] labels = [.. drawn.Marks.Select(m => m.Label).Distinct(StringComparer.Ordinal)];
        return drawn.Recipe is LoadFormatBars or PredictionBars
            ? [.. drawn.Marks.OrderBy(m => Array.IndexOf(labels, m.Label))]
            : [.. drawn.Marks];
    }

    private static void Add(TheoryData<string, int> cases, string source, IEnumerable<int> numbers)
    {
        foreach (var number in numbers)
        {
            cases.Add(source, number);
        }
    }

    private static Drawn Draw(string source, int number) =>
        Cache
            .GetOrAdd(
                (source, number),
                _ =>
                    new(() =>
                        source switch
                        {
                            "recorded" => RecordedFigures.Draw(number),
                            "study" => StudyFigures.Draw(number),
                            "serving" => ServingFigures.Draw(number),
                            "traces" => TraceFigures.Draw(number),
                            _ => MadeUpFigures.Draw(number),
                        }
                    )
            )
            .Value;
}

using Refigure.Reports.Html;
using Refigure.Verification;

namespace Refigure.Reports.Page;

/// <summary>Our numbers and the reference's side by side: two bars a mark on one scale, and how far they are apart.</summary>
internal static class VerdictHtml
{
    private const int MostBars = 60;
    private const int Names = 170;
    private const int Room = 300;
    private const int Right = 150;
    private const int Row = 26;

    /// <summary>Writes it.</summary>
    public static void Write(HtmlWriter html, ReportFigure figure)
    {
        var comparison = figure.Comparison!;
        html.Open("p", ("class", "verdict")).Text($"Against {figure.Reference}: ");
        Badge.Write(html, comparison.Verdict);
        html.Text($" {comparison.Reason}.").CloseLine("p");
        MarkComparison[] bars =
        [
            .. comparison
                .Marks.Where(m => m.Mark.Panel is not (Figures.Panels.Annotations or Figures.Panels.Inset))
                .Where(m => m.Expected?.Mark.Y is >= 0 || m.Actual?.Y is >= 0)
                .Take(MostBars),
        ];
        if (bars.Length == 0)
        {
            return;
        }

        var most = bars.Max(m => Math.Max(m.Expected?.Mark.Y ?? 0, m.Actual?.Y ?? 0));
        var height = (bars.Length * Row) + 4;
        html.Open("details")
            .Element("summary", "Ours and the numbers of the reference side by side")
            .Open("div", ("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", "Side by side"))
            .Open(
                "svg",
                ("xmlns", "http://www.w3.org/2000/svg"),
                ("class", "sides"),
                ("role", "img"),
                ("aria-label", $"Figure {figure.Recipe.Number}: ours above the reference, for each mark"),
                ("width", NumberText.Of(Names + Room + Right)),
                ("height", NumberText.Of(height)),
                ("viewBox", $"0 0 {Names + Room + Right} {height}")
            );
        for (var i = 0; i < bars.Length; i++)
        {
            Pair(html, bars[i], i * Row, most);
        }

        html.Close("svg")
            .Close("div")
            .Open("p", ("class", "legend"))
            .Element("span", "", ("class", "key ours"))
            .Text(" ours ")
            .Element("span", "", ("class", "key theirs"))
            .Text(" reference")
            .Close("p")
            .CloseLine("details");
    }

    private static void Pair(HtmlWriter html, MarkComparison mark, int top, double most)
    {
        html.Element(
            "text",
            Cut(MarkText.Name(mark.Mark)),
            ("x", NumberText.Of(Names - 6)),
            ("y", NumberText.Of(top + 16)),
            ("text-anchor", "end")
        );
        Bar(html, mark.Actual?.Y, top + 3, most, "ours");
        Bar(html, mark.Expected?.Mark.Y, top + 13, most, "theirs");
        var words =
            mark.Actual?.Y is null ? "ours is missing"
            : mark.Expected?.Mark.Y is null ? "not in the reference"
            : mark.RelativeDeviation is { } deviation ? NumberText.Percent(deviation)
            : mark.Verdict.Word();
        html.Element("text", words, ("x", NumberText.Of(Names + Room + 8)), ("y", NumberText.Of(top + 16)));
    }

    private static void Bar(HtmlWriter html, double? value, int top, double most, string whose)
    {
        if (value is { } number && most > 0)
        {
            html.Open(
                    "rect",
                    ("class", whose),
                    ("x", NumberText.Of(Names)),
                    ("y", NumberText.Of(top)),
                    ("width", NumberText.Coordinate(Math.Max(0.5, Room * number / most))),
                    ("height", "8")
                )
                .Element("title", NumberText.Of(number))
                .Close("rect");
        }
    }

    private static string Cut(string name) => name.Length <= 26 ? name : name[..25] + "…";
}

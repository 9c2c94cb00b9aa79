using System.Collections.Immutable;
using Refigure.Figures;
using Refigure.Reports.Html;
using Refigure.Verification;

namespace Refigure.Reports.Page;

/// <summary>A figure's numbers as a table: each row with the runs behind it, and beside the reference's where there is one.</summary>
internal static class FigureTableHtml
{
    /// <summary>More rows than this are in the CSV alone, or come when they are asked for.</summary>
    public const int MostRows = 150;

    private const int MostSources = 60;

    /// <summary>Writes it.</summary>
    public static void Write(HtmlWriter html, ReportFigure figure, MarkNotes notes, RunLinks links)
    {
        var data = figure.Data!;
        var verified = figure.Comparison is { } comparison
            ? comparison.Marks.Where(m => m.Actual is not null).DistinctBy(m => m.Actual!).ToDictionary(m => m.Actual!)
            : null;
        html.Open(
                "div",
                ("class", "scroll"),
                ("tabindex", "0"),
                ("role", "region"),
                ("aria-label", $"Data of {figure.Anchor}")
            )
            .Open("table", ("class", "sortable"))
            .Open("thead")
            .Open("tr");
        foreach (var column in Columns(verified is not null))
        {
            html.Element("th", column, ("scope", "col"));
        }

        html.Close("tr").Close("thead").Open("tbody");
        var told = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (mark, place) in Shown(data))
        {
            Row(html, figure, mark, place, verified?.GetValueOrDefault(mark), verified is not null, notes, links, told);
        }

        html.Close("tbody").Close("table").CloseLine("div");
    }

    /// <summary>How many rows are only in the CSV.</summary>
    public static int Hidden(FigureData data) => Math.Max(0, data.Marks.Length - MostRows);

    // The order of the drawing; its own marks first, what is printed after them.
    private static IEnumerable<(FigureMark Mark, int Place)> Shown(FigureData data) =>
        data.Marks.Select((m, i) => (m, i)).Take(MostRows);

    private static IEnumerable<string> Columns(bool isVerified) =>
        [
            "panel",
            "series",
            "label",
            "x",
            "value",
            "unit",
            "standard error",
            "95 % interval",
            "n",
            .. isVerified ? ["reference", "deviation", "verdict"] : ImmutableArray<string>.Empty,
            "remarks",
            "from",
        ];

    private static void Row(
        HtmlWriter html,
        ReportFigure figure,
        FigureMark mark,
        int place,
        MarkComparison? compared,
        bool isVerified,
        MarkNotes notes,
        RunLinks links,
        Dictionary<string, string> told
    )
    {
        html.Open("tr", ("id", $"{figure.Anchor}-mark-{place}"));
        html.Element("td", mark.Panel).Element("td", mark.Series).Element("td", mark.Label).Element("td", mark.X);
        html.Element("td", NumberText.Of(mark.Y), ("class", "number"), ("data-value", Exact(mark.Y)));
        html.Element("td", mark.Unit);
        html.Element("td", Optional(mark.Error), ("class", "number"), ("data-value", Exact(mark.Error)));
        html.Element(
            "td",
            MarkText.Interval(mark) is var (low, high) ? $"{NumberText.Of(low)} to {NumberText.Of(high)}" : "",
            ("class", "number")
        );
        html.Element("td", mark.N is { } n ? NumberText.Of(n) : "", ("class", "number"));
        if (isVerified)
        {
            html.Element(
                "td",
                compared?.Expected is { } expected ? NumberText.Of(expected.Mark.Y) : "",
                ("class", "number"),
                ("data-value", Exact(compared?.Expected?.Mark.Y))
            );
            html.Element(
                "td",
                compared?.RelativeDeviation is { } deviation ? NumberText.Percent(deviation) : "",
                ("class", "number"),
                ("data-value", Exact(compared?.RelativeDeviation))
            );
            html.Open("td");
            if (compared is not null)
            {
                Badge.Write(html, compared.Verdict);
                html.Text(compared.Note is { } note ? $" {note}" : "");
            }

            html.Close("td");
        }

        html.Open("td");
        foreach (var number in notes.Of(mark))
        {
            html.Element("a", NumberText.Of(number), ("href", $"#{figure.Anchor}-remark-{number}")).Text(" ");
        }

        html.Close("td").Open("td");
        Sources(html, mark, $"{figure.Anchor}-mark-{place}", links, told);
        html.Close("td").CloseLine("tr");
    }

    private static void Sources(
        HtmlWriter html,
        FigureMark mark,
        string anchor,
        RunLinks links,
        Dictionary<string, string> told
    )
    {
        if (mark.Sources.IsDefaultOrEmpty)
        {
            if (mark.How is { } derived)
            {
                html.Text(derived);
            }

            return;
        }

        // A point of the inset is of the same numbers as its bar.
        var key = string.Join('\n', mark.Sources.Select(s => s.Measurement.Source));
        if (told.TryGetValue(key, out var first))
        {
            html.Text(mark.How is { } derivedToo ? $"{derivedToo}; " : "")
                .Element("a", "the same numbers", ("href", $"#{first}"));
            return;
        }

        told.Add(key, anchor);
        var runs = mark.Sources.Select(s => s.Run.Record.Hash).Distinct(StringComparer.Ordinal).Count();
        html.Open("details")
            .Element("summary", $"{NumberText.Of(runs)} {(runs == 1 ? "run" : "runs")}")
            .Open("ul", ("class", "sources"));
        if (mark.How is { } how)
        {
            html.Element("li", how);
        }

        foreach (var source in mark.Sources.Take(MostSources))
        {
            html.Open("li");
            links.Run(html, source.Run);
            html.Text(
                $": {source.Measurement.Metric} = {NumberText.Of(source.Measurement.Value, source.Measurement.Unit)}, "
            );
            links.Line(html, source);
            html.Close("li");
        }

        if (mark.Sources.Length > MostSources)
        {
            html.Element("li", $"and {mark.Sources.Length - MostSources} more.");
        }

        html.Close("ul").Close("details");
    }

    private static string Optional(double? value) => value is null ? "" : NumberText.Of(value);

    private static string? Exact(double? value) => value is { } number ? FigureNumberText.Exact(number) : null;
}

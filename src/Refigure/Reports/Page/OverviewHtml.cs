using Refigure.Reports.Html;

namespace Refigure.Reports.Page;

/// <summary>One line a figure: what it shows, how it compares, or what making it would cost.</summary>
internal static class OverviewHtml
{
    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, Report report)
    {
        html.Open("section", ("id", "overview"), ("aria-labelledby", "overview-title"))
            .Element("h2", "Overview", ("id", "overview-title"))
            .Element("p", Summary(report));
        if (report.Reference is { } reference)
        {
            html.Open("p").Text("Verified against ").Element("code", reference).Text(".").CloseLine("p");
        }
        else
        {
            html.Open("p")
                .Text("No published numbers were named to compare with: ")
                .Element("code", "--against FILE")
                .Text(" takes published numbers, as CSV or JSON.")
                .CloseLine("p");
        }

        html.Open("div", ("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", "Table of figures"))
            .Open("table", ("class", "sortable"))
            .Open("thead")
            .Open("tr");
        foreach (var column in new[] { "figure", "profile", "shows", "verdict", "why", "runs" })
        {
            html.Element("th", column, ("scope", "col"));
        }

        html.Close("tr").Close("thead").Open("tbody");
        foreach (var figure in report.Figures)
        {
            Row(html, report, figure);
        }

        html.Close("tbody").Close("table").Close("div");
        if (!report.OnlyInReference.IsEmpty)
        {
            html.Element(
                "p",
                $"The reference also has numbers of figure {string.Join(", ", report.OnlyInReference)}, which this report does not show."
            );
        }

        Trouble(html, report);
        html.CloseLine("section");
    }

    private static string Summary(Report report)
    {
        var drawn = report.Figures.Count(f => f.Data is not null);
        var invalid = report.Runs.Count(r => !r.Run.Record.Valid);
        var changed = report.Runs.Count(r => !r.Damage.IsEmpty);
        var nodes = report.Runs.Select(r => r.Run.Record.Identity.Node).Distinct(StringComparer.Ordinal).Count();
        return $"{Count(drawn, "figure")} from {Count(report.Runs.Length, "run")} on {Count(nodes, "node")}"
            + (invalid > 0 ? $"; {Count(invalid, "run")} invalid" : "")
            + (changed > 0 ? $"; {Count(changed, "run")} changed after being measured" : "")
            + (report.Unreadable.IsEmpty ? "" : $"; {Count(report.Unreadable.Length, "run folder")} unreadable")
            + ".";
    }

    private static string Count(int number, string what) => $"{number} {what}{(number == 1 ? "" : "s")}";

    private static void Row(HtmlWriter html, Report report, ReportFigure figure)
    {
        html.Open("tr")
            .Open("td", ("data-value", NumberText.Of(figure.Recipe.Number)))
            .Element("a", $"Figure {figure.Recipe.Number}", ("href", $"#{figure.Anchor}"))
            .Close("td")
            .Element("td", figure.Profile)
            .Element("td", figure.Recipe.Title)
            .Open("td");
        if (figure.Data is null)
        {
            Badge.Write(html, "not run", "plain");
            html.Close("td").Element("td", string.Join(' ', figure.Price.Take(2).DefaultIfEmpty(figure.WhyNot ?? "")));
        }
        else if (figure.Comparison is { } comparison)
        {
            Badge.Write(html, comparison.Verdict);
            html.Close("td").Element("td", $"Against {figure.Reference}: {comparison.Reason}.");
        }
        else
        {
            html.Text("drawn")
                .Close("td")
                .Element(
                    "td",
                    figure.WhyNotCompared ?? (report.Reference is null ? "" : "the reference has no numbers of it")
                );
        }

        html.Element("td", NumberText.Of(figure.Data?.Runs.Length ?? 0), ("class", "number")).CloseLine("tr");
    }

    private static void Trouble(HtmlWriter html, Report report)
    {
        if (report.Unreadable.IsEmpty)
        {
            return;
        }

        html.Element("h3", "Run folders that cannot be read").Open("ul", ("class", "trouble"));
        foreach (var sentence in report.Unreadable)
        {
            html.Element("li", sentence);
        }

        html.CloseLine("ul");
    }
}

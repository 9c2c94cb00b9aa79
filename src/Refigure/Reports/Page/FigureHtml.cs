using Refigure.Reports.Html;

namespace Refigure.Reports.Page;

/// <summary>A figure: drawing, what it says of itself, verdict, remarks, data.</summary>
internal static class FigureHtml
{
    // A link that holds more makes the page heavy; the file lies beside the drawing.
    private const int LargestCsv = 150_000;

    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, ReportFigure figure, RunLinks links)
    {
        html.Open("section", ("class", "figure"), ("id", figure.Anchor), ("aria-labelledby", $"{figure.Anchor}-title"))
            .Open("h3", ("id", $"{figure.Anchor}-title"))
            .Text($"Figure {figure.Recipe.Number} · {figure.Profile}: {figure.Recipe.Title}")
            .CloseLine("h3");
        if (figure.Data is null)
        {
            NotThere(html, figure);
        }
        else
        {
            Drawn(html, figure, links);
        }

        html.CloseLine("section");
    }

    private static void NotThere(HtmlWriter html, ReportFigure figure)
    {
        html.Element("p", figure.WhyNot ?? "There are no runs of it.");
        if (!figure.Price.IsEmpty)
        {
            html.Element("p", "Making its runs here would be:").Open("ul");
            foreach (var line in figure.Price)
            {
                html.Element("li", line);
            }

            html.CloseLine("ul");
        }

        html.Open("p")
            .Text("To make them and draw it: ")
            .Element("code", $"./build.sh --figure {figure.Recipe.Number} --profile {figure.Profile}")
            .CloseLine("p");
    }

    private static void Drawn(HtmlWriter html, ReportFigure figure, RunLinks links)
    {
        var notes = new MarkNotes(figure.Data!);
        html.Open("figure").Open("div", ("class", "paper"));
        FigureDrawingHtml.Write(html, figure, notes, links);
        html.Close("div").Open("figcaption").Text(Caption(figure)).Close("figcaption").CloseLine("figure");
        Meaning(html, figure);
        if (figure.Comparison is not null)
        {
            VerdictHtml.Write(html, figure);
        }

        Remarks(html, figure);
        html.Open("details", ("class", "data"), ("id", $"{figure.Anchor}-data")).Element("summary", "The data");
        FigureTableHtml.Write(html, figure, notes, links);
        Rest(html, figure);
        html.CloseLine("details");
    }

    private static string Caption(ReportFigure figure)
    {
        var data = figure.Data!;
        var nodes = data
            .Runs.Select(r => r.Record.Identity.Node)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
        var engines = data
            .Runs.Select(r => r.Record.EngineVersion is { } v ? $"{r.Record.Engine} {v}" : r.Record.Engine)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToArray();
        var named = engines.Length <= 4 ? string.Join(", ", engines) : $"{engines.Length} versions";
        return $"Profile {figure.Profile}. Engine: {named}. Nodes: {string.Join(", ", nodes)}. "
            + $"{data.Runs.Length} {(data.Runs.Length == 1 ? "run" : "runs")} of the experiment {figure.Recipe.Experiment}. "
            + $"Values: {figure.Recipe.ValueAxis}. {figure.Subtitle}";
    }

    // What a label means for this engine, which is not always what it means for the study's.
    private static void Meaning(HtmlWriter html, ReportFigure figure)
    {
        if (figure.Recipe.Notes.IsDefaultOrEmpty)
        {
            return;
        }

        html.Element("h4", "What the labels mean here").Open("ul");
        foreach (var note in figure.Recipe.Notes)
        {
            html.Element("li", note);
        }

        html.CloseLine("ul");
    }

    private static void Remarks(HtmlWriter html, ReportFigure figure)
    {
        var data = figure.Data!;
        if (data.Findings.IsDefaultOrEmpty)
        {
            return;
        }

        html.Element("h4", "Remarks of the quality guard").Open("ol", ("class", "remarks"));
        foreach (var (number, finding) in MarkNotes.Numbered(data))
        {
            html.Open("li", ("id", $"{figure.Anchor}-remark-{number}"), ("value", NumberText.Of(number)))
                .Element("strong", finding.Kind)
                .Text($": {finding.Message}")
                .CloseLine("li");
        }

        html.CloseLine("ol");
    }

    private static void Rest(HtmlWriter html, ReportFigure figure)
    {
        var name = $"figure{figure.Recipe.Number}-{figure.Profile}.csv";
        var hidden = FigureTableHtml.Hidden(figure.Data!);
        if (hidden > 0)
        {
            html.Element("p", $"{hidden} more rows are in the CSV.");
        }

        if (figure.Csv.Length <= LargestCsv)
        {
            html.Open("p")
                .Element(
                    "a",
                    $"Download {name}",
                    ("class", "download"),
                    ("download", name),
                    ("href", $"data:text/csv;charset=utf-8;base64,{Convert.ToBase64String(figure.Csv.Span)}")
                )
                .CloseLine("p");
            return;
        }

        // Packed, and unpacked by the page's script when it is asked for.
        html.Open("p", ("class", "packed"))
            .Open("button", ("type", "button"), ("class", "download"), ("data-name", name), ("hidden", ""))
            .Text($"Download {name}")
            .Close("button")
            .Open("span")
            .Text(
                $"Its {hidden + FigureTableHtml.MostRows} rows are also in figure-{figure.Recipe.Number}/figure{figure.Recipe.Number}.csv."
            )
            .Close("span")
            .Open("script", ("type", "text/plain"))
            .Written(PackedText.Of(figure.Csv.Span))
            .Close("script")
            .CloseLine("p");
    }
}

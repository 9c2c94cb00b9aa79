using Refigure.Reports.Html;
using Refigure.Statistics;

namespace Refigure.Reports.Page;

/// <summary>Sets of runs side by side: a line for each metric of each case, with the interval of the difference and a word.</summary>
internal static class ComparisonsHtml
{
    private const int MostRows = 400;

    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, Report report)
    {
        html.Open("section", ("id", "compare"), ("aria-labelledby", "compare-title"))
            .Element("h2", "Compare", ("id", "compare-title"))
            .Element(
                "p",
                "The word is about the 95 % interval of the difference of the means, never about the means alone; a difference within 5 % is the same. For rates, faster is more."
            );
        if (report.Comparisons.IsEmpty)
        {
            html.Open("p")
                .Text("There are no two sets of the same cases here. Name another runs folder: ")
                .Element("code", "./build.sh --target Report --against RUNS")
                .CloseLine("p");
        }

        foreach (var comparison in report.Comparisons)
        {
            Write(html, comparison);
        }

        html.CloseLine("section");
    }

    private static void Write(HtmlWriter html, RunComparison comparison)
    {
        html.Element("h3", comparison.Title);
        foreach (var remark in comparison.Remarks)
        {
            html.Element("p", remark);
        }

        if (comparison.Unpaired > 0)
        {
            html.Element("p", $"{comparison.Unpaired} cases are only on one side.");
        }

        if (comparison.Pairs.IsEmpty)
        {
            html.Element("p", "No case is on both sides.");
            return;
        }

        html.Open(
                "div",
                ("class", "scroll"),
                ("tabindex", "0"),
                ("role", "region"),
                ("aria-label", $"Comparison of {comparison.Title}")
            )
            .Open("table", ("class", "sortable"))
            .Open("thead")
            .Open("tr");
        foreach (
            var column in new[]
            {
                "experiment",
                "case",
                "cache",
                "metric",
                comparison.First,
                comparison.Second,
                "change",
                "95 % interval",
                "verdict",
            }
        )
        {
            html.Element("th", column, ("scope", "col"));
        }

        html.Close("tr").Close("thead").Open("tbody");
        foreach (var pair in comparison.Pairs.Take(MostRows))
        {
            Row(html, pair);
        }

        html.Close("tbody").Close("table").CloseLine("div");
        if (comparison.Pairs.Length > MostRows)
        {
            html.Element("p", $"and {comparison.Pairs.Length - MostRows} more lines.");
        }
    }

    private static void Row(HtmlWriter html, RunPair pair)
    {
        var change = pair.Numbers;
        html.Open("tr")
            .Element("td", pair.Experiment)
            .Element("td", pair.Case)
            .Element("td", Results.CacheStates.Word(pair.Cache))
            .Element("td", pair.Metric)
            .Element("td", Side(change.Before, pair.Unit), ("class", "number"))
            .Element("td", Side(change.Now, pair.Unit), ("class", "number"))
            .Element(
                "td",
                NumberText.Percent(change.Relative),
                ("class", "number"),
                ("data-value", Figures.FigureNumberText.Exact(change.Relative))
            )
            .Element(
                "td",
                change is { Low: { } low, High: { } high }
                    ? $"{NumberText.Percent(low)} to {NumberText.Percent(high)}{(pair.IsWithinRuns ? ", over the requests of one run each" : "")}"
                    : "one value has no spread",
                ("class", "number")
            )
            .Open("td");
        Badge.Write(html, pair.Verdict);
        html.Close("td").CloseLine("tr");
    }

    private static string Side(SampleSummary sample, string unit) =>
        $"{NumberText.Of(sample.Mean, unit)} (n = {sample.N})";
}

using System.Security.Cryptography;
using System.Text;
using Refigure.Reports.Html;

namespace Refigure.Reports.Page;

/// <summary>
/// The report as one HTML file, complete in itself. Its security policy lets its own style sheet and script run, by their digests,
/// and nothing else; nothing may be fetched. The same report gives the same bytes.
/// </summary>
public static class ReportPage
{
    /// <summary>The file, UTF-8.</summary>
    public static byte[] Of(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var body = new HtmlWriter();
        Body(body, report);
        var style = Asset("report.css") + string.Concat(Styles(report));
        var script = Asset("report.js");
        var head = new HtmlWriter();
        head.Written("<!DOCTYPE html>\n")
            .Open("html", ("lang", "en"))
            .Open("head")
            .Open("meta", ("charset", "utf-8"))
            .Open("meta", ("http-equiv", "Content-Security-Policy"), ("content", Policy(style, script)))
            .Open("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"))
            .Open("meta", ("name", "color-scheme"), ("content", "light dark"))
            .Open("meta", ("name", "referrer"), ("content", "no-referrer"))
            .Element("title", "Refigure report")
            .Open("style")
            .Written(style)
            .Close("style")
            .CloseLine("head");
        var end = new HtmlWriter().Open("script").Written(script).Close("script").Close("body").CloseLine("html");
        return Encoding.UTF8.GetBytes(string.Concat(head, body, end));
    }

    private static void Body(HtmlWriter html, Report report)
    {
        var packed = Task.Run(() => RunsHtml.Packed(report.Runs));
        // Meanwhile, on this core.
        html.Open("body")
            .Element("a", "Skip to the overview", ("class", "skip"), ("href", "#overview"))
            .Open("header")
            .Element("h1", "Refigure report")
            .Element("p", "Does it run here, is the number right, where does it come from?", ("class", "motto"))
            .Open("nav", ("aria-label", "Sections"))
            .Open("ul");
        foreach (
            var (anchor, name) in new[]
            {
                ("overview", "Overview"),
                ("figures", "Figures"),
                ("runs", "Runs"),
                ("nodes", "Nodes"),
                ("environments", "Environments"),
                ("compare", "Compare"),
            }
        )
        {
            html.Open("li").Element("a", name, ("href", $"#{anchor}")).Close("li");
        }

        html.Close("ul").Close("nav").CloseLine("header").Open("main");
        OverviewHtml.Write(html, report);
        var links = new RunLinks(report.Runs);
        html.Open("section", ("id", "figures"), ("aria-labelledby", "figures-title"))
            .Element("h2", "Figures", ("id", "figures-title"));
        foreach (var figure in report.Figures)
        {
            FigureHtml.Write(html, figure, links);
        }

        html.CloseLine("section");
        // Before the packed runs are waited for.
        var after = new HtmlWriter();
        NodesHtml.Write(after, report);
        NodesHtml.Environments(after, report);
        ComparisonsHtml.Write(after, report);
        RunsHtml.Write(html, report, packed);
        html.Written(after.ToString())
            .CloseLine("main")
            .Open("footer")
            .Element("p", $"Made by Refigure, commit {report.Commit}, from the runs alone.")
            .CloseLine("footer")
            .Open("div", ("id", "tip"), ("role", "tooltip"), ("hidden", ""))
            .CloseLine("div");
    }

    // Drawings that share a subset of a font share its style sheet.
    private static IEnumerable<string> Styles(Report report) =>
        report
            .Figures.Select(f => f.Drawing?.Style)
            .OfType<string>()
            .Where(s => s.Length > 0)
            .Distinct(StringComparer.Ordinal);

    private static string Policy(string style, string script) =>
        $"default-src 'none'; style-src 'sha256-{Digest(style)}'; script-src 'sha256-{Digest(script)}'; "
        + "font-src data:; base-uri 'none'; form-action 'none'";

    private static string Digest(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Asset(string name)
    {
        using var stream =
            typeof(ReportPage).Assembly.GetManifestResourceStream($"Refigure.Reports.Assets.{name}")
            ?? throw new InvalidOperationException($"The resource {name} is not in the assembly.");
        using var text = new StreamReader(stream, Encoding.UTF8);
        return text.ReadToEnd().Replace("\r\n", "\n", StringComparison.Ordinal);
    }
}

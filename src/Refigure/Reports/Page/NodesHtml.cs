using System.Collections.Immutable;
using Refigure.Reports.Html;

namespace Refigure.Reports.Page;

/// <summary>The nodes' facts side by side, where they differ, and which figures that touches.</summary>
internal static class NodesHtml
{
    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, Report report)
    {
        var table = NodeTable.Of(report.Runs.Select(r => r.Run));
        html.Open("section", ("id", "nodes"), ("aria-labelledby", "nodes-title"))
            .Element("h2", "Nodes", ("id", "nodes-title"));
        Facts(html, "Facts of nodes", table);
        Touched(html, report);
        html.CloseLine("section");
    }

    /// <summary>Writes a table of facts; rows that differ are marked by a word, too.</summary>
    public static void Facts(HtmlWriter html, string label, NodeTable table)
    {
        if (table.Facts.IsEmpty)
        {
            html.Element("p", "No run says anything about its machine.");
            return;
        }

        html.Open("div", ("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", label))
            .Open("table")
            .Open("thead")
            .Open("tr")
            .Element("th", "fact", ("scope", "col"));
        foreach (var node in table.Nodes)
        {
            html.Element("th", node, ("scope", "col"));
        }

        html.Close("tr").Close("thead").Open("tbody");
        foreach (var fact in table.Facts)
        {
            html.Open("tr", ("class", fact.Differs ? "differs" : null)).Open("th", ("scope", "row")).Text(fact.Name);
            if (fact.Differs)
            {
                html.Text(" ");
                Badge.Write(html, "differs", "fair");
            }

            html.Close("th");
            foreach (var values in fact.Values)
            {
                html.Element("td", values.IsEmpty ? "not said" : string.Join("; ", values));
            }

            html.CloseLine("tr");
        }

        html.Close("tbody").Close("table").CloseLine("div");
    }

    private static void Touched(HtmlWriter html, Report report)
    {
        var touched = report
            .Figures.Where(f => f.Data is not null)
            .Select(f => (Figure: f, Facts: NodeTable.Differing(f.Data!.Runs)))
            .Where(x => !x.Facts.IsEmpty)
            .ToArray();
        if (touched.Length == 0)
        {
            html.Element("p", "No figure mixes runs of machines that differ.");
            return;
        }

        html.Element("h3", "Figures that these differences touch").Open("ul");
        foreach (var (figure, facts) in touched)
        {
            html.Open("li")
                .Element("a", $"Figure {figure.Recipe.Number} · {figure.Profile}", ("href", $"#{figure.Anchor}"))
                .Text($": its runs are of machines that differ in {string.Join(", ", facts)}.")
                .CloseLine("li");
        }

        html.CloseLine("ul");
    }

    /// <summary>Writes the environments' facts side by side.</summary>
    public static void Environments(HtmlWriter html, Report report)
    {
        var groups = report
            .Runs.Select(r => r.Run.Record)
            .GroupBy(r => r.Environment ?? r.Engine, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .ToArray();
        (string Name, Func<Results.RunRecord, string?> Of)[] facts =
        [
            ("engine", r => r.Engine),
            ("engine version", r => r.EngineVersion),
            ("lock", r => Short(r.EnvironmentLockHash)),
            (
                "patches",
                r =>
                    r.PatchHashes.IsEmpty
                        ? null
                        : string.Join(", ", r.PatchHashes.Select(p => $"{p.Key} {Short(p.Value)}"))
            ),
            ("profiles", r => r.Profile),
            ("nodes", r => r.Identity.Node),
        ];
        var table = new NodeTable(
            [.. groups.Select(g => g.Key)],
            [
                .. facts.Select(f => new NodeFact(
                    f.Name,
                    [
                        .. groups.Select(g =>
                            g.Select(f.Of)
                                .OfType<string>()
                                .Distinct(StringComparer.Ordinal)
                                .Order(StringComparer.Ordinal)
                                .ToImmutableArray()
                        ),
                    ]
                )),
            ]
        );
        html.Open("section", ("id", "environments"), ("aria-labelledby", "environments-title"))
            .Element("h2", "Environments", ("id", "environments-title"));
        Facts(html, "Facts of environments", table);
        html.CloseLine("section");
    }

    private static string? Short(string? hash) => hash is { Length: > 16 } ? hash[..16] : hash;
}

using System.Collections.Immutable;
using Refigure.Logs;
using Refigure.Logs.Account;
using Refigure.Reports.Html;

namespace Refigure.Reports.Page;

/// <summary>Where a start's wall-clock time went: attributed, overlapping and unattributed as one bar, and the phases as another.</summary>
internal static class AccountHtml
{
    private const int Width = 640;
    private const int Height = 16;

    // Each with the place in its line of colours.
    private static readonly ImmutableArray<string> Parts = ["attributed", "overlapping", "unattributed"];

    private static readonly ImmutableArray<string> Phases =
    [
        .. Leaves.All.Concat(Leaves.Rests).Select(l => l.Phase).Distinct(StringComparer.Ordinal),
    ];

    /// <summary>Writes it; nothing for a run without an account.</summary>
    public static void Write(HtmlWriter html, StartupLog? log)
    {
        if (log is null || log.Find("wall")?.Value is not { } wall || wall <= 0)
        {
            return;
        }

        html.Element("h4", $"Wall-clock time: {NumberText.Seconds(wall)}");
        Bar(html, "Attributed, overlapping and unattributed time", Values(log, Parts), wall, "part");
        var phases = Values(log, Phases);
        if (phases.Count > 0)
        {
            Bar(html, "Phases", phases, Math.Max(wall, phases.Sum(p => p.Seconds)), "phase");
        }
    }

    private static List<(string Name, double Seconds, int Place)> Values(StartupLog log, ImmutableArray<string> names)
    {
        var values = new List<(string, double, int)>();
        for (var i = 0; i < names.Length; i++)
        {
            if (log.Find(names[i])?.Value is { } seconds && seconds > 0)
            {
                values.Add((names[i], seconds, i));
            }
        }

        return values;
    }

    private static void Bar(
        HtmlWriter html,
        string label,
        List<(string Name, double Seconds, int Place)> values,
        double whole,
        string kind
    )
    {
        html.Open(
            "svg",
            ("xmlns", "http://www.w3.org/2000/svg"),
            ("class", "account"),
            ("role", "img"),
            ("aria-label", label),
            ("viewBox", $"0 0 {Width} {Height}"),
            ("width", NumberText.Of(Width)),
            ("height", NumberText.Of(Height))
        );
        var x = 0.0;
        foreach (var (name, seconds, place) in values)
        {
            var width = Width * seconds / whole;
            html.Open(
                    "rect",
                    ("class", $"{kind}{(kind == "phase" ? place % 8 : place)}"),
                    ("x", NumberText.Coordinate(x)),
                    ("y", "0"),
                    ("width", NumberText.Coordinate(width)),
                    ("height", NumberText.Of(Height))
                )
                .Close("rect");
            x += width;
        }

        html.Close("svg").Open("ul", ("class", "keys"));
        foreach (var (name, seconds, place) in values)
        {
            html.Open("li")
                .Open("span", ("class", $"key {kind}{(kind == "phase" ? place % 8 : place)}"))
                .Close("span")
                .Text($" {name} {NumberText.Seconds(seconds)}")
                .Close("li");
        }

        html.CloseLine("ul");
    }
}

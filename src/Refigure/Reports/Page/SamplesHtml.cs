using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Refigure.Reports.Html;

namespace Refigure.Reports.Page;

/// <summary>Small lines of what was sampled while a run ran.</summary>
internal static class SamplesHtml
{
    private const int Width = 160;
    private const int Height = 28;

    /// <summary>Writes them; nothing if nothing was sampled.</summary>
    public static void Write(HtmlWriter html, ImmutableArray<SampledLine> lines)
    {
        if (lines.IsEmpty)
        {
            return;
        }

        html.Element("h4", "Sampled while it ran").Open("ul", ("class", "sampled"));
        foreach (var line in lines)
        {
            var range =
                line.Least == line.Most
                    ? NumberText.Of(line.Least, line.Unit)
                    : $"{NumberText.Of(line.Least)} to {NumberText.Of(line.Most, line.Unit)}";
            html.Open("li")
                .Open(
                    "svg",
                    ("xmlns", "http://www.w3.org/2000/svg"),
                    ("class", "small"),
                    ("role", "img"),
                    ("aria-label", $"{line.Name}: {range}"),
                    ("viewBox", $"0 0 {Width} {Height}"),
                    ("width", NumberText.Of(Width)),
                    ("height", NumberText.Of(Height))
                )
                .Open("path", ("d", Path(line)))
                .Close("path")
                .Close("svg")
                .Text($" {line.Name}: {range}")
                .CloseLine("li");
        }

        html.CloseLine("ul");
    }

    // Steps of even width: flat stretches are the same letters again and again, and pack well.
    private static string Path(SampledLine line)
    {
        var path = new StringBuilder();
        var step = Math.Max(1, (Width - 2) / Math.Max(1, line.Values.Length - 1));
        int? before = null;
        for (var i = 0; i < line.Values.Length; i++)
        {
            if (line.Values[i] is not { } value)
            {
                before = null;
                continue;
            }

            var share = line.Most > line.Least ? (value - line.Least) / (line.Most - line.Least) : 0.5;
            var y = (int)Math.Round(Height - 2 - (share * (Height - 4)));
            if (before is { } last)
            {
                path.Append(CultureInfo.InvariantCulture, $"l{step} {y - last}");
            }
            else
            {
                path.Append(CultureInfo.InvariantCulture, $"M{(i * step) + 1} {y}");
            }

            before = y;
        }

        return path.ToString();
    }
}

using System.Text;
using Refigure.Drawing;
using Refigure.Figures;
using Refigure.Plotting.Scenes;
using Refigure.Reports.Html;

namespace Refigure.Reports.Page;

/// <summary>A figure's drawing in the page, each of its marks a link to its row.</summary>
internal static class FigureDrawingHtml
{
    // Beyond this nobody steps through them with the keyboard; the table is there for that.
    private const int MostSteps = 120;
    private const double LeastTarget = 3;

    /// <summary>Writes it.</summary>
    /// <param name="html">The page.</param>
    /// <param name="figure">The figure; it has data and a drawing.</param>
    /// <param name="notes">Which remarks concern which mark.</param>
    /// <param name="links">The runs of the page.</param>
    public static void Write(HtmlWriter html, ReportFigure figure, MarkNotes notes, RunLinks links)
    {
        var (data, scene) = (figure.Data!, figure.Scene!);
        var label = $"Figure {figure.Recipe.Number}, profile {figure.Profile}: {figure.Recipe.Title}";
        html.Open(
                "svg",
                ("xmlns", "http://www.w3.org/2000/svg"),
                ("class", "drawing"),
                ("role", "group"),
                ("aria-label", label),
                ("viewBox", $"0 0 {NumberText.Coordinate(scene.Width)} {NumberText.Coordinate(scene.Height)}"),
                ("width", $"{NumberText.Coordinate(scene.Width * 1.6)}")
            )
            .Written(Encoding.UTF8.GetString(figure.Drawing!.Content));
        var places = new Dictionary<FigureMark, int>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < data.Marks.Length; i++)
        {
            places.TryAdd(data.Marks[i], i);
        }

        var steps = scene.Targets.Length <= MostSteps;
        // The small ones above the others, or they could not be pointed at.
        foreach (var target in scene.Targets.OrderBy(t => Math.Min(t.Bounds.Width, t.Bounds.Height) < LeastTarget))
        {
            if (target.Tag is FigureMark mark && places.TryGetValue(mark, out var place))
            {
                Write(html, target.Bounds, mark, Link(figure, mark, place, links), [.. notes.Of(mark)], steps);
            }
            else if (target.Tag is SampleRow row)
            {
                Write(html, target.Bounds, row, Link(figure, row.Samples[0], int.MaxValue, links), steps);
            }
        }

        html.CloseLine("svg");
    }

    // To the mark's row in the table; of what only the CSV has, to the line or the run that it is of.
    private static string Link(ReportFigure figure, FigureMark mark, int place, RunLinks links)
    {
        var source = mark.Sources.IsDefaultOrEmpty ? null : mark.Sources[0];
        return place < FigureTableHtml.MostRows ? $"#{figure.Anchor}-mark-{place}"
            : source is not null && links.Anchor(source) is { } anchor ? $"#{anchor}"
            : $"#{figure.Anchor}-data";
    }

    private static void Write(HtmlWriter html, Rect bounds, FigureMark mark, string link, int[] notes, bool isStep)
    {
        var text = MarkText.Of(mark);
        text = notes.Length > 0 ? $"{text}; see remark {string.Join(", ", notes)}" : text;
        var (x, y) = (bounds.X, bounds.Y);
        var (width, height) = (Math.Max(bounds.Width, LeastTarget), Math.Max(bounds.Height, LeastTarget));
        html.Open("a", ("class", "mark"), ("href", link), ("tabindex", isStep ? null : "-1"))
            .Element("title", text)
            .Open(
                "rect",
                ("x", NumberText.Coordinate(x - ((width - bounds.Width) / 2))),
                ("y", NumberText.Coordinate(y - ((height - bounds.Height) / 2))),
                ("width", NumberText.Coordinate(width)),
                ("height", NumberText.Coordinate(height))
            )
            .Close("rect");
        if (notes.Length > 0)
        {
            html.Element(
                "text",
                string.Join(',', notes),
                ("class", "note"),
                ("x", NumberText.Coordinate(bounds.Right + 0.5)),
                ("y", NumberText.Coordinate(y - 1))
            );
        }

        html.CloseLine("a");
    }

    // The page's script says the sample that is pointed at, or stepped to; without it the row is summed up.
    private static void Write(HtmlWriter html, Rect bounds, SampleRow row, string link, bool isStep)
    {
        html.Open(
                "a",
                ("class", "mark"),
                ("href", link),
                ("tabindex", isStep ? null : "-1"),
                ("data-name", MarkText.Name(row)),
                ("data-unit", row.Samples[0].Unit),
                ("data-to", NumberText.Coordinate(row.End)),
                ("data-values", string.Join(' ', row.Samples.Select(s => s.Y is { } y ? NumberText.Of(y) : "-")))
            )
            .Element("title", MarkText.Of(row))
            .Open(
                "rect",
                ("x", NumberText.Coordinate(bounds.X)),
                ("y", NumberText.Coordinate(bounds.Y)),
                ("width", NumberText.Coordinate(bounds.Width)),
                ("height", NumberText.Coordinate(bounds.Height))
            )
            .Close("rect")
            .CloseLine("a");
    }
}

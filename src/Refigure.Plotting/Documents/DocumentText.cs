using System.Collections.Immutable;
using System.Globalization;
using Refigure.Plotting.Layout;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Documents;

/// <summary>Sets the lines of a document. All of its text goes through here, so that none of it can break a page.</summary>
internal sealed class DocumentText(DocumentStyle style, Typesetter type)
{
    private const double Leading = 1.38;
    private const int MostCharacters = 8000;
    private const string More = "…";

    public DocumentStyle Style { get; } = style;

    /// <summary>The height of a line.</summary>
    public static double LineHeight(double size) => size * Leading;

    /// <summary>The text as lines of that width; what goes on for longer than anybody reads is cut.</summary>
    public ImmutableArray<string> Wrap(
        string text,
        double size,
        double width,
        bool bold = false,
        int most = int.MaxValue
    )
    {
        var printable = PrintableText.Of(text);
        var shown = printable.Length > MostCharacters ? $"{printable[..MostCharacters]}{More}" : printable;
        var lines = LineBreaker.Wrap(type, shown, size, width, bold, mayCut: true);
        return lines.Length <= most ? lines : [.. lines.Take(most - 1), More];
    }

    /// <summary>A line whose upper edge is at <paramref name="top"/>.</summary>
    public TextItem Line(string text, double left, double top, double size, Rgb color, bool bold = false) =>
        type.Set(
            PrintableText.Of(text),
            new Point(left, Baseline(top, size, bold)),
            HorizontalAlign.Start,
            VerticalAlign.Baseline,
            size,
            color,
            angle: 0,
            bold
        );

    /// <summary>The same, ending at <paramref name="right"/>.</summary>
    public TextItem LineTo(string text, double right, double top, double size, Rgb color, bool bold = false) =>
        type.Set(
            PrintableText.Of(text),
            new Point(right, Baseline(top, size, bold)),
            HorizontalAlign.End,
            VerticalAlign.Baseline,
            size,
            color,
            angle: 0,
            bold
        );

    /// <summary>Several lines, one under the other.</summary>
    public IEnumerable<SceneItem> Lines(
        IEnumerable<string> lines,
        double left,
        double top,
        double size,
        Rgb color,
        bool bold = false
    ) => lines.Select((line, i) => Line(line, left, top + (i * LineHeight(size)), size, color, bold));

    public double Width(string text, double size, bool bold = false) => type.Width(PrintableText.Of(text), size, bold);

    /// <summary>A filled and framed rectangle.</summary>
    public static PathItem Box(Rect place, Rgb ground, Rgb? frame = null) =>
        new(PathGeometry.Rectangle(place), new Fill(ground), frame is { } color ? new Stroke(color, 0.6) : null);

    /// <summary>A line from the left to the right.</summary>
    public static PathItem Rule(double left, double right, double y, Rgb color, double width = 0.6) =>
        new(PathGeometry.Polyline([new(left, y), new(right, y)]), Stroke: new Stroke(color, width));

    /// <summary>The foot of a page.</summary>
    public ImmutableArray<SceneItem> Footer(string text, int page, int count)
    {
        var top = Style.PageHeight - Style.Margin - LineHeight(Style.SmallSize);
        var number = string.Create(CultureInfo.InvariantCulture, $"{page} / {count}");
        var (left, right) = (Style.Margin, Style.PageWidth - Style.Margin);
        var room = right - left - Width(number, Style.SmallSize) - 12;
        return
        [
            Rule(left, right, top - 5, Style.Rule, 0.4),
            Line(Wrap(text, Style.SmallSize, room)[0], left, top, Style.SmallSize, Style.Muted),
            LineTo(number, right, top, Style.SmallSize, Style.Muted),
        ];
    }

    private double Baseline(double top, double size, bool bold) =>
        top + ((LineHeight(size) - type.CapHeight(size, bold)) / 2) + type.CapHeight(size, bold);
}

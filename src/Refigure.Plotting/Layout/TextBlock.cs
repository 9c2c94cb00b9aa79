using System.Collections.Immutable;
using Refigure.Plotting.Figures;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Layout;

/// <summary>Lines over or under a figure, wrapped to its width.</summary>
internal sealed class TextBlock
{
    private readonly ImmutableArray<TextLine> _lines;
    private readonly Typesetter _type;
    private readonly double _width;
    private readonly bool _isCentered;
    private readonly double _gapBefore;

    private TextBlock(
        ImmutableArray<TextLine> lines,
        Typesetter type,
        double width,
        bool isCentered,
        double gapBefore,
        double gapAfter
    )
    {
        (_lines, _type, _width) = (lines, type, width);
        (_isCentered, _gapBefore) = (isCentered, gapBefore);
        Height = lines.IsEmpty ? 0 : gapBefore + gapAfter + lines.Sum(line => line.Size * Typesetter.LineSpacing);
    }

    public double Height { get; }

    /// <summary>Title and subtitle.</summary>
    public static TextBlock Header(Figure figure, Typesetter type, double width)
    {
        var style = figure.Style;
        var found = ImmutableArray.CreateBuilder<TextLine>();
        foreach (var line in Wrap(figure.Title, style.TitleSize, bold: true))
        {
            found.Add(new(line, style.TitleSize, style.Ink, IsBold: true));
        }

        foreach (var line in Wrap(figure.Subtitle, style.SmallSize, bold: false))
        {
            found.Add(new(line, style.SmallSize, style.Muted));
        }

        return new(found.ToImmutable(), type, width, isCentered: true, gapBefore: 0, gapAfter: 4);

        ImmutableArray<string> Wrap(string? text, double size, bool bold) =>
            string.IsNullOrEmpty(text) ? [] : LineBreaker.WrapEvenly(type, text, size, width, bold);
    }

    /// <summary>Footnotes; lines after the first of one are indented to its text.</summary>
    public static TextBlock Footer(Figure figure, Typesetter type, double width)
    {
        var (size, color) = (figure.Style.SmallSize, figure.Style.Muted);
        var found = ImmutableArray.CreateBuilder<TextLine>();
        var number = 0;
        foreach (var note in figure.Footnotes)
        {
            number++;
            var mark = figure.NumberedFootnotes ? $"{number}  " : "";
            var indent = figure.NumberedFootnotes ? type.Width("0", size) * 2 : 0;
            var isFirst = true;
            foreach (var line in LineBreaker.Wrap(type, note, size, width - indent, mayCut: true))
            {
                if (isFirst && mark.Length > 0)
                {
                    found.Add(new(line, size, color, Indent: indent, Mark: mark.TrimEnd()));
                }
                else
                {
                    found.Add(new(line, size, color, Indent: indent));
                }

                isFirst = false;
            }
        }

        return new(found.ToImmutable(), type, width, isCentered: false, gapBefore: 5, gapAfter: 0);
    }

    public void Draw(Point topLeft, Canvas canvas)
    {
        var y = topLeft.Y + _gapBefore;
        foreach (var line in _lines)
        {
            var x = _isCentered ? topLeft.X + (_width / 2) : topLeft.X + line.Indent;
            var align = _isCentered ? HorizontalAlign.Middle : HorizontalAlign.Start;
            Add(line.Text, x, align, line);
            if (line.Mark is { } mark)
            {
                Add(mark, topLeft.X, HorizontalAlign.Start, line);
            }

            y += line.Size * Typesetter.LineSpacing;
        }

        void Add(string text, double x, HorizontalAlign align, TextLine line) =>
            canvas.AddText(
                Layer.Floats,
                _type.Set(text, new(x, y), align, VerticalAlign.Top, line.Size, line.Color, angle: 0, line.IsBold)
            );
    }
}

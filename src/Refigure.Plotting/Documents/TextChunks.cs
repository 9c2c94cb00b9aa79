namespace Refigure.Plotting.Documents;

/// <summary>Headings, running text and listings.</summary>
internal static class TextChunks
{
    private const double Padding = 6;
    private const double Indent = 14;

    // What is not parted must fit on a page.
    private const int MostTogether = 30;
    private const int MostOfHeading = 6;

    public static IEnumerable<Chunk> Of(Heading heading, DocumentText text)
    {
        var style = text.Style;
        var (size, before) = heading.Level switch
        {
            0 => (style.TitleSize, 0.0),
            1 => (style.HeadingSize, 20.0),
            _ => (style.SmallHeadingSize, 14.0),
        };
        var lines = text.Wrap(heading.Text, size, style.TextWidth, bold: true, MostOfHeading);
        var height = lines.Length * DocumentText.LineHeight(size);
        yield return new Chunk(height + 3, [.. text.Lines(lines, 0, 0, size, style.Ink, bold: true)])
        {
            Before = before,
            StaysWithNext = true,
        };
    }

    public static IEnumerable<Chunk> Of(Paragraph paragraph, DocumentText text)
    {
        var style = text.Style;
        var size = paragraph.IsMuted ? style.SmallSize : style.TextSize;
        if (paragraph.IsNotice)
        {
            return [Notice(paragraph.Text, size, text)];
        }

        // The first two lines stay together, and the last two.
        var lines = text.Wrap(paragraph.Text, size, style.TextWidth);
        var color = paragraph.IsMuted ? style.Muted : style.Ink;
        return lines.Select(
            (line, i) =>
                new Chunk(DocumentText.LineHeight(size), [text.Line(line, 0, 0, size, color)])
                {
                    Before = i == 0 ? 5 : 0,
                    StaysWithNext = i + 1 < lines.Length ? i == 0 || i + 2 == lines.Length : paragraph.LeadsOn,
                }
        );
    }

    public static IEnumerable<Chunk> Of(Listing listing, DocumentText text)
    {
        var style = text.Style;
        var width = style.TextWidth - (2 * Padding) - Indent;
        (string Text, double Left)[] lines =
        [
            .. listing.Lines.SelectMany(line =>
                text.Wrap(line, style.SmallSize, width).Select((part, i) => (part, i == 0 ? Padding : Padding + Indent))
            ),
        ];
        var height = DocumentText.LineHeight(style.SmallSize);
        return lines.Select(
            (line, i) =>
            {
                var (above, below) = (i == 0 ? Padding : 0, i + 1 == lines.Length ? Padding : 0);
                return new Chunk(
                    above + height + below,
                    [
                        DocumentText.Box(new(0, 0, style.TextWidth, above + height + below), style.Ground),
                        text.Line(line.Text, line.Left, above, style.SmallSize, style.Ink),
                    ]
                )
                {
                    Before = i == 0 ? 5 : 0,
                    StaysWithNext = i + 1 < lines.Length && (i == 0 || i + 2 == lines.Length),
                };
            }
        );
    }

    private static Chunk Notice(string words, double size, DocumentText text)
    {
        var style = text.Style;
        var lines = text.Wrap(words, size, style.TextWidth - (2 * Padding) - 4, most: MostTogether);
        var height = (lines.Length * DocumentText.LineHeight(size)) + (2 * Padding);
        return new Chunk(
            height,
            [
                DocumentText.Box(new(0, 0, style.TextWidth, height), style.AccentGround, style.Accent),
                DocumentText.Box(new(0, 0, 3, height), style.Accent),
                .. text.Lines(lines, Padding + 4, Padding, size, style.Ink),
            ]
        )
        {
            Before = 8,
        };
    }
}

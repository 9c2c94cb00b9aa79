using System.Collections.Immutable;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Documents;

/// <summary>Tables: a head between two lines, rows, a line under the last.</summary>
internal static class TableChunks
{
    private const double Gap = 8;
    private const double Padding = 2.5;

    public static IEnumerable<Chunk> Of(Table table, DocumentText text)
    {
        var style = text.Style;
        var widths = Widths(table, style.TextWidth);
        var head = Row([.. table.Columns.Select(c => c.Title)], table, widths, text, isHead: true);
        yield return head with
        {
            Before = 8,
            StaysWithNext = true,
            Items =
            [
                DocumentText.Rule(0, style.TextWidth, 0, style.Ink, 0.8),
                .. head.Items,
                DocumentText.Rule(0, style.TextWidth, head.Height, style.Ink, 0.5),
            ],
        };
        for (var i = 0; i < table.Rows.Length; i++)
        {
            var row = Row(table.Rows[i], table, widths, text, isHead: false);
            var isLast = i + 1 == table.Rows.Length;
            yield return row with
            {
                StaysWithNext = i == 0 && !isLast,
                Items =
                [
                    .. row.Items,
                    DocumentText.Rule(
                        0,
                        style.TextWidth,
                        row.Height,
                        isLast ? style.Ink : style.Rule,
                        isLast ? 0.8 : 0.3
                    ),
                ],
            };
        }
    }

    private static Chunk Row(ImmutableArray<string> cells, Table table, double[] widths, DocumentText text, bool isHead)
    {
        var size = text.Style.SmallSize;
        var items = ImmutableArray.CreateBuilder<SceneItem>();
        var (left, lines) = (0.0, 1);
        for (var i = 0; i < Math.Min(cells.Length, widths.Length); i++)
        {
            var cell = text.Wrap(cells[i], size, widths[i], isHead);
            lines = Math.Max(lines, cell.Length);
            for (var line = 0; line < cell.Length; line++)
            {
                var top = Padding + (line * DocumentText.LineHeight(size));
                items.Add(
                    table.Columns[i].IsNumber
                        ? text.LineTo(cell[line], left + widths[i], top, size, text.Style.Ink, isHead)
                        : text.Line(cell[line], left, top, size, text.Style.Ink, isHead)
                );
            }

            left += widths[i] + Gap;
        }

        return new Chunk((lines * DocumentText.LineHeight(size)) + (2 * Padding), items.ToImmutable());
    }

    private static double[] Widths(Table table, double width)
    {
        var room = width - (Gap * (table.Columns.Length - 1));
        var all = table.Columns.Sum(c => c.Share);
        return [.. table.Columns.Select(c => room * c.Share / all)];
    }
}

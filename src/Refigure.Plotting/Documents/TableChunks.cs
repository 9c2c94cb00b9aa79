using System.Collections.Immutable;
using Refigure.Plotting.Scenes;

namespace Refigure.Plotting.Documents;

/// <summary>Tables: a head between two lines, rows, a line under the last.</summary>
internal static class TableChunks
{
    private const double Gap = 8;
    private const double Padding = 2.5;
    private const int MostLines = 24;

    // What a single word may take of the width: names of kernels are cut before everything else is.
    private const double MostOfOne = 0.35;

    public static IEnumerable<Chunk> Of(Table table, DocumentText text)
    {
        var style = text.Style;
        var widths = Widths(table, text);
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
            var cell = text.Wrap(cells[i], size, widths[i], isHead, MostLines);
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

    // By their shares, but none narrower than its longest word, as far as that goes: others have room to give.
    private static double[] Widths(Table table, DocumentText text)
    {
        var room = text.Style.TextWidth - (Gap * (table.Columns.Length - 1));
        double[] least = [.. table.Columns.Select((_, i) => Math.Min(Least(table, i, text), room * MostOfOne))];
        double[] widths = [.. table.Columns.Select(c => room * c.Share / table.Columns.Sum(other => other.Share))];
        var lacking = widths.Select((w, i) => Math.Max(0, least[i] - w)).Sum();
        var spare = widths.Select((w, i) => Math.Max(0, w - least[i])).Sum();
        var given = spare > 0 ? Math.Min(1, lacking / spare) : 0;
        return lacking > spare
            ? widths
            : [.. widths.Select((w, i) => w < least[i] ? least[i] : w - (given * (w - least[i])))];
    }

    private static double Least(Table table, int column, DocumentText text)
    {
        var size = text.Style.SmallSize;
        var head = Words(table.Columns[column].Title).Select(word => text.Width(word, size, bold: true));
        var cells = table
            .Rows.Where(row => row.Length > column)
            .SelectMany(row => Words(row[column]))
            .Select(word => text.Width(word, size));
        return head.Concat(cells).DefaultIfEmpty(0).Max() + 0.5;
    }

    private static string[] Words(string text) => text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
}

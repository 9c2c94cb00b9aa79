using System.Collections.Immutable;
using System.Globalization;
using CsvHelper;

namespace Refigure.Figures;

/// <summary>Reads the rows of a figure's CSV, and says which line is damaged and how.</summary>
internal sealed class FigureCsvRows(CsvReader csv, string file, string[] columns)
{
    public FigureTable Read()
    {
        Header();
        var marks = ImmutableArray.CreateBuilder<FigureMark>();
        int? number = null;
        while (Next())
        {
            if (csv.FieldCount != columns.Length)
            {
                throw Damaged($"expected {columns.Length} fields, and found {csv.FieldCount}");
            }

            var figure = Whole("figure", Field(0)) ?? throw Damaged("the figure's number is empty");
            if (number is { } first && first != figure)
            {
                throw Damaged($"expected a row of figure {first}, and found one of figure {figure}");
            }

            number = figure;
            marks.Add(
                new FigureMark(
                    Field(1),
                    Field(2),
                    Field(3),
                    Field(4),
                    Number("y", Field(5)),
                    Number("error", Field(6)),
                    Whole("n", Field(7)),
                    Field(8)
                )
            );
        }

        return new FigureTable(
            number ?? throw new UserErrorException($"{file} has no row of data: write it again by drawing the figure."),
            marks.ToImmutable()
        );
    }

    private void Header()
    {
        if (!Next() || csv.FieldCount != columns.Length || columns.Where((c, i) => c != Field(i)).Any())
        {
            throw Damaged($"expected the header {string.Join(',', columns)}");
        }
    }

    private bool Next()
    {
        try
        {
            return csv.Read();
        }
        catch (CsvFormatException e)
        {
            throw new UserErrorException(
                $"{file}, line {Math.Max(e.LineNumber, 1)}: this is not CSV; restore the file or draw the figure again.",
                e
            );
        }
    }

    private string Field(int index) => csv.GetString(index);

    private double? Number(string column, string text) =>
        text.Length == 0 ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
        && double.IsFinite(value)
            ? value
        : throw Damaged($"{column} is '{text}'; expected a number or nothing");

    private int? Whole(string column, string text) =>
        text.Length == 0 ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value
        : throw Damaged($"{column} is '{text}'; expected a whole number or nothing");

    private UserErrorException Damaged(string what) =>
        new($"{file}, line {Math.Max(csv.LineNumber, 1)}: {what}; restore the file or draw the figure again.");
}

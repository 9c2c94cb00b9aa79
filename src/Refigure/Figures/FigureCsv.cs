using System.Globalization;
using CsvHelper;

namespace Refigure.Figures;

/// <summary>
/// <c>figureN.csv</c> (contract 5.3): a header, then a row a mark, <c>\n</c>, invariant culture, numbers in full precision,
/// a missing value empty.
/// </summary>
public static class FigureCsv
{
    private static readonly string[] Columns = ["figure", "panel", "series", "label", "x", "y", "error", "n", "unit"];

    /// <summary>Writes the marks. The same data gives the same text.</summary>
    public static void Write(TextWriter text, FigureData data)
    {
        using var csv = CsvWriter.Create(text, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
        foreach (var column in Columns)
        {
            csv.WriteField(column);
        }

        csv.EndRecord();
        var number = data.Number.ToString(CultureInfo.InvariantCulture);
        foreach (var mark in data.Marks)
        {
            csv.WriteField(number);
            csv.WriteField(mark.Panel);
            csv.WriteField(mark.Series);
            csv.WriteField(mark.Label);
            csv.WriteField(mark.X);
            csv.WriteField(Text(mark.Y));
            csv.WriteField(Text(mark.Error));
            csv.WriteField(mark.N?.ToString(CultureInfo.InvariantCulture) ?? "");
            csv.WriteField(mark.Unit);
            csv.EndRecord();
        }
    }

    /// <summary>Reads a file that <see cref="Write"/> or a person wrote; <paramref name="file"/> is the name in messages.</summary>
    /// <exception cref="UserErrorException">The text is no such file, or damaged: file, line and what was expected.</exception>
    public static FigureTable Read(TextReader text, string file)
    {
        // The header is read as a row of its own, so that a wrong one is reported as one.
        var options = new CsvReaderOptions
        {
            Separator = ',',
            HasHeader = false,
            MalformedData = CsvMalformedDataHandling.Throw,
            TrackLineNumbers = true,
        };
        using var csv = CsvReader.Create(text, options, leaveOpen: true);
        return new FigureCsvRows(csv, file, Columns).Read();
    }

    private static string Text(double? value) => value is { } number ? FigureNumberText.Exact(number) : "";
}

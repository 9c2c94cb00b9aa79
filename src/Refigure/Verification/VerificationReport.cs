using System.Text.Json;

namespace Refigure.Verification;

/// <summary>Comparisons as JSON, for other programs.</summary>
public static class VerificationReport
{
    /// <summary>
    /// Writes <c>{"figures": [{"figure", "verdict", "reason", "marks": [{"panel", "series", "label", "x", "expected", "actual",
    /// "deviation", "relative_deviation", "deviation_in_sem", "expected_printed", "actual_printed", "verdict", "note"}…]}…]}</c>,
    /// UTF-8. What is missing is null.
    /// </summary>
    public static void Write(Stream stream, IEnumerable<FigureComparison> figures)
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteStartArray("figures");
        foreach (var figure in figures)
        {
            json.WriteStartObject();
            json.WriteNumber("figure", figure.Number);
            json.WriteString("verdict", figure.Verdict.Word());
            json.WriteString("reason", figure.Reason);
            json.WriteStartArray("marks");
            foreach (var mark in figure.Marks)
            {
                Write(json, mark);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, MarkComparison mark)
    {
        json.WriteStartObject();
        json.WriteString("panel", mark.Mark.Panel);
        json.WriteString("series", mark.Mark.Series);
        json.WriteString("label", mark.Mark.Label);
        json.WriteString("x", mark.Mark.X);
        Number(json, "expected", mark.Expected?.Mark.Y);
        Number(json, "actual", mark.Actual?.Y);
        Number(json, "deviation", mark.Deviation);
        Number(json, "relative_deviation", mark.RelativeDeviation);
        Number(json, "deviation_in_sem", mark.DeviationInStandardErrors);
        json.WriteString("expected_printed", mark.Expected?.Printed);
        json.WriteString("actual_printed", mark.ActualPrinted);
        json.WriteString("verdict", mark.Verdict.Word());
        json.WriteString("note", mark.Note);
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}

using System.Text.Json;

namespace Refigure.Evaluation;

/// <summary>Lines of an evaluation as JSON.</summary>
internal static class EvaluationJson
{
    /// <summary>Writes <c>[{"part", "what", "figure", "verdict", "why", "lies_in_data", "file"}…]</c>; what is missing is null.</summary>
    public static void Write(Utf8JsonWriter json, string name, IEnumerable<EvaluationLine> lines)
    {
        json.WriteStartArray(name);
        foreach (var line in lines)
        {
            json.WriteStartObject();
            json.WriteString("part", line.Part);
            json.WriteString("what", line.What);
            if (line.Figure is { } figure)
            {
                json.WriteNumber("figure", figure);
            }
            else
            {
                json.WriteNull("figure");
            }

            json.WriteString("verdict", line.Verdict.Word());
            json.WriteString("why", line.Why);
            json.WriteBoolean("lies_in_data", line.LiesInData);
            json.WriteString("file", line.File);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static EvaluationLine Line(JsonElement line) =>
        new(
            Text(line, "part"),
            Text(line, "what"),
            EvaluationVerdicts.Of(Text(line, "verdict")) ?? throw new FormatException("no verdict"),
            Text(line, "why")
        )
        {
            Figure = line.GetProperty("figure") is { ValueKind: JsonValueKind.Number } number
                ? number.GetInt32()
                : null,
            LiesInData = line.GetProperty("lies_in_data").GetBoolean(),
            File = line.GetProperty("file").GetString(),
        };

    private static string Text(JsonElement element, string name) =>
        element.GetProperty(name).GetString() ?? throw new FormatException($"{name} has no value");
}

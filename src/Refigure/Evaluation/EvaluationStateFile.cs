using System.Collections.Immutable;
using System.Text.Json;

namespace Refigure.Evaluation;

/// <summary>The state of an evaluation as JSON.</summary>
public static class EvaluationStateFile
{
    private const int Schema = 1;

    /// <summary>Writes it, UTF-8.</summary>
    public static void Write(Stream stream, EvaluationState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteNumber("schema", Schema);
        json.WriteStartArray("steps");
        foreach (var step in state.Steps.Values)
        {
            json.WriteStartObject();
            json.WriteString("step", step.Name);
            json.WriteNumber("seconds", Math.Round(step.Elapsed.TotalSeconds, 3));
            json.WriteStartObject("inputs");
            foreach (var (name, value) in step.Inputs)
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
            EvaluationJson.Write(json, "lines", step.Lines);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Reads it; null if the text is no such file: then nothing of it can be relied on.</summary>
    public static EvaluationState? Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            if (root.GetProperty("schema").GetInt32() != Schema)
            {
                return null;
            }

            var state = EvaluationState.Empty;
            foreach (var step in root.GetProperty("steps").EnumerateArray())
            {
                state = state.With(Step(step));
            }

            return state;
        }
        catch (Exception e)
            when (e
                    is JsonException
                        or KeyNotFoundException
                        or InvalidOperationException
                        or FormatException
                        or OverflowException
            )
        {
            return null;
        }
    }

    private static StepRecord Step(JsonElement step) =>
        new(
            Text(step, "step"),
            step.GetProperty("inputs")
                .EnumerateObject()
                .ToImmutableSortedDictionary(
                    p => p.Name,
                    p => p.Value.GetString() ?? throw new FormatException("an input has no value"),
                    StringComparer.Ordinal
                ),
            TimeSpan.FromSeconds(step.GetProperty("seconds").GetDouble()),
            [.. step.GetProperty("lines").EnumerateArray().Select(EvaluationJson.Line)]
        );

    private static string Text(JsonElement element, string name) =>
        element.GetProperty(name).GetString() ?? throw new FormatException($"{name} has no value");
}

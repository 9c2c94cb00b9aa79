using System.Globalization;
using System.Text.Json;

namespace Refigure.Evaluation;

/// <summary>The result of an evaluation as JSON, for other programs.</summary>
public static class EvaluationResultFile
{
    /// <summary>
    /// Writes <c>{"schema", "commit", "began", "ended", "stopped", "exit_code", "summary", "counts": {WORD: N…}, "report",
    /// "steps": [{"step", "seconds", "done_before", "lines": [{"part", "what", "figure", "verdict", "why", "lies_in_data", "file"}…]}…]}</c>,
    /// UTF-8, times in UTC. Files are relative to the evaluation's folder; what is missing is null.
    /// </summary>
    public static void Write(
        Stream stream,
        EvaluationResult result,
        string commit,
        DateTimeOffset began,
        DateTimeOffset ended
    )
    {
        ArgumentNullException.ThrowIfNull(result);
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteNumber("schema", 1);
        json.WriteString("commit", commit);
        json.WriteString("began", Time(began));
        json.WriteString("ended", Time(ended));
        json.WriteBoolean("stopped", result.WasStopped);
        json.WriteNumber("exit_code", result.ExitCode);
        json.WriteString("summary", result.Summary);
        json.WriteStartObject("counts");
        foreach (var verdict in Enum.GetValues<EvaluationVerdict>())
        {
            json.WriteNumber(verdict.Word(), result.Count(verdict));
        }

        json.WriteEndObject();
        json.WriteString("report", result.Report);
        json.WriteStartArray("steps");
        foreach (var step in result.Steps)
        {
            json.WriteStartObject();
            json.WriteString("step", step.Name);
            json.WriteNumber("seconds", Math.Round(step.Elapsed.TotalSeconds, 3));
            json.WriteBoolean("done_before", result.DoneBefore.Contains(step.Name));
            EvaluationJson.Write(json, "lines", step.Lines);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Time(DateTimeOffset time) =>
        time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

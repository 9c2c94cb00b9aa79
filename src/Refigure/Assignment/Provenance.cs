using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Refigure.Results;

namespace Refigure.Assignment;

/// <summary>Where everything in the archive comes from, as JSON: profile, commit, runs with node and engine, gaps, remarks.</summary>
internal static class Provenance
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // case names hold '+', and no browser reads this
    };

    public static string Of(AssignmentData data)
    {
        using var output = new MemoryStream();
        using (var json = new Utf8JsonWriter(output, Options))
        {
            json.WriteStartObject();
            json.WriteString("made_by", "Refigure");
            json.WriteString("commit", data.Commit);
            json.WriteString("profile", data.Profile);
            json.WriteString("caution", data.Caution);
            json.WriteStartArray("configurations");
            foreach (var one in data.Configurations)
            {
                json.WriteStartObject();
                json.WriteString("name", one.Name);
                Run(json, one.Run);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WritePropertyName("profiled");
            if (data.Kernels is { } kernels)
            {
                json.WriteStartObject();
                Run(json, kernels.Run);
                json.WriteEndObject();
            }
            else
            {
                json.WriteNullValue();
            }

            Texts(json, "missing", data.Gaps.Select(g => g.Sentence));
            Texts(json, "remarks", Remarks(data));
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(output.GetBuffer(), 0, (int)output.Length) + "\n";
    }

    /// <summary>What the figures say that a reader must know, each once.</summary>
    public static ImmutableArray<string> Remarks(AssignmentData data) =>
        [
            .. data
                .Figures.Where(f => f.Outcome.HasData)
                .SelectMany(f => f.Outcome.Data!.Findings.Select(finding => finding.Message))
                .Distinct(StringComparer.Ordinal),
        ];

    private static void Run(Utf8JsonWriter json, MeasuredRun run)
    {
        var record = run.Record;
        json.WriteString("run", record.Identity.RelativeFolder);
        json.WriteString("run_hash", record.Hash);
        json.WriteString("profile", record.Profile);
        json.WriteString("node", record.Identity.Node);
        json.WriteString("engine", record.Engine);
        json.WriteString("engine_version", record.EngineVersion);
        json.WriteString("environment", record.Environment);
        json.WriteString("model", record.Model);
        json.WriteString("model_revision", record.ModelRevision);
        json.WriteString("gpu", record.NodeFacts.GetValueOrDefault("gpu"));
        json.WriteString("driver", record.NodeFacts.GetValueOrDefault("driver"));
        json.WriteString(
            "start",
            record.Start?.UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture)
        );
        json.WriteString("imported_from", record.ImportedFrom);
        json.WriteStartObject("files");
        foreach (var file in record.Files)
        {
            json.WriteString(file.Name, file.Sha256);
        }

        json.WriteEndObject();
    }

    private static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}

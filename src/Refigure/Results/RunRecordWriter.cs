using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Refigure.Results;

/// <summary>
/// A record as the text of <c>run.json</c>: snake_case keys, always all of them and in the same order, indented, line feeds.
/// Written key by key: it costs no reflection and no start-up time, and the format stands here in one place.
/// </summary>
internal static class RunRecordWriter
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // case names hold '+', and no browser reads this
    };

    public static void Write(RunRecord record, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("schema_version", record.SchemaVersion);
            Identity(json, record.Identity);
            json.WriteString("hash", record.Hash);
            json.WriteString("profile", record.Profile);
            json.WriteString("environment", record.Environment);
            json.WriteString("engine", record.Engine);
            json.WriteString("engine_version", record.EngineVersion);
            json.WriteString("model", record.Model);
            Map(json, "arguments", record.Arguments);
            List(json, "command_line", record.CommandLine);
            Map(json, "variables", record.Variables);
            Time(json, "start", record.Start);
            Time(json, "end", record.End);
            Number(json, "duration_seconds", record.DurationSeconds);
            Integer(json, "exit_status", record.ExitStatus);
            json.WriteString("environment_lock_hash", record.EnvironmentLockHash);
            Map(json, "patch_hashes", record.PatchHashes);
            json.WriteString("model_revision", record.ModelRevision);
            Integer(json, "model_bytes", record.ModelBytes);
            Map(json, "node_facts", record.NodeFacts);
            Map(json, "cache_evidence", record.CacheEvidence);
            if (!record.GpuEvidence.IsEmpty)
            {
                Map(json, "gpu_evidence", record.GpuEvidence);
            }

            Map(json, "inputs", record.Inputs);
            json.WriteString("inputs_hash", record.InputsHash);
            Integer(json, "peak_memory_bytes", record.PeakMemoryBytes);
            json.WriteString("imported_from", record.ImportedFrom);
            Files(json, record.Files);
            json.WriteBoolean("valid", record.Valid);
            List(json, "invalid_reasons", record.InvalidReasons);
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static void Identity(Utf8JsonWriter json, RunIdentity identity)
    {
        json.WriteStartObject("identity");
        json.WriteString("experiment", identity.Experiment);
        json.WriteString("node", identity.Node);
        json.WriteString("case", identity.Case);
        json.WriteString("cache", identity.Cache.Word());
        json.WriteNumber("iteration", identity.Iteration);
        json.WriteEndObject();
    }

    private static void Map(Utf8JsonWriter json, string key, ImmutableSortedDictionary<string, string> map)
    {
        json.WriteStartObject(key);
        foreach (var (name, value) in map)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
    }

    private static void List(Utf8JsonWriter json, string key, ImmutableArray<string> list)
    {
        json.WriteStartArray(key);
        foreach (var text in list)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static void Files(Utf8JsonWriter json, ImmutableArray<RawFile> files)
    {
        json.WriteStartArray("files");
        foreach (var file in files)
        {
            json.WriteStartObject();
            json.WriteString("name", file.Name);
            json.WriteString("sha256", file.Sha256);
            json.WriteNumber("bytes", file.Bytes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Time(Utf8JsonWriter json, string key, DateTimeOffset? time)
    {
        if (time is { } value)
        {
            json.WriteString(key, value.UtcDateTime);
        }
        else
        {
            json.WriteNull(key);
        }
    }

    private static void Number(Utf8JsonWriter json, string key, double? number)
    {
        if (number is { } value)
        {
            json.WriteNumber(key, value);
        }
        else
        {
            json.WriteNull(key);
        }
    }

    private static void Integer(Utf8JsonWriter json, string key, long? number)
    {
        if (number is { } value)
        {
            json.WriteNumber(key, value);
        }
        else
        {
            json.WriteNull(key);
        }
    }
}

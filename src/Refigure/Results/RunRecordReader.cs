using System.Collections.Immutable;
using System.Text.Json;

namespace Refigure.Results;

/// <summary>
/// Reads the text of <c>run.json</c>. Keys that it does not know are passed over, so that a later version may add some;
/// optional keys may be absent.
/// </summary>
internal static class RunRecordReader
{
    private const int Schema = 1;

    /// <summary>Reads a record.</summary>
    /// <exception cref="FormatException">Not a run record; the message says what was expected where.</exception>
    public static RunRecord Read(ReadOnlySpan<byte> text)
    {
        try
        {
            var json = new JsonFields(text);
            return json.ReadRecord();
        }
        catch (JsonException e)
        {
            throw new FormatException($"it is no JSON, see its line {e.LineNumber + 1 ?? 1}", e);
        }
    }

    private static RunRecord ReadRecord(ref this JsonFields json)
    {
        var schema = 0;
        RunIdentity? identity = null;
        string? hash = null,
            profile = null,
            engine = null,
            model = null;
        ImmutableArray<RawFile>? files = null;
        var optional = Blank;
        json.StartObject("the file");
        while (json.NextKey())
        {
            switch (json.Key)
            {
                case "schema_version":
                    schema = json.Integer();
                    break;
                case "identity":
                    identity = json.ReadIdentity();
                    break;
                case "hash":
                    hash = json.RequiredText();
                    break;
                case "profile":
                    profile = json.RequiredText();
                    break;
                case "engine":
                    engine = json.RequiredText();
                    break;
                case "model":
                    model = json.RequiredText();
                    break;
                case "files":
                    files = json.ReadFiles();
                    break;
                default:
                    optional = json.ReadOptional(optional);
                    break;
            }

            if (schema > Schema)
            {
                throw new FormatException($"a newer Refigure wrote it (schema {schema}; this one reads {Schema})");
            }
        }

        json.End();
        return optional with
        {
            SchemaVersion = schema == 0 ? throw Lacks("schema_version") : schema,
            Identity = identity ?? throw Lacks("identity"),
            Hash = hash ?? throw Lacks("hash"),
            Profile = profile ?? throw Lacks("profile"),
            Engine = engine ?? throw Lacks("engine"),
            Model = model ?? throw Lacks("model"),
            Files = files ?? throw Lacks("files"),
        };
    }

    private static RunRecord Blank { get; } =
        new()
        {
            Identity = new("", "", "", CacheState.Warm, 0),
            Hash = "",
            Profile = "",
            Engine = "",
            Model = "",
            Files = [],
        };

    private static RunRecord ReadOptional(ref this JsonFields json, RunRecord record)
    {
        switch (json.Key)
        {
            case "environment":
                return record with { Environment = json.Text() };
            case "engine_version":
                return record with { EngineVersion = json.Text() };
            case "arguments":
                return record with { Arguments = json.Map() };
            case "command_line":
                return record with { CommandLine = json.Texts() };
            case "variables":
                return record with { Variables = json.Map() };
            case "start":
                return record with { Start = json.Time() };
            case "end":
                return record with { End = json.Time() };
            case "duration_seconds":
                return record with { DurationSeconds = json.Number() };
            case "exit_status":
                return record with { ExitStatus = json.OptionalSmallInteger() };
            case "environment_lock_hash":
                return record with { EnvironmentLockHash = json.Text() };
            case "patch_hashes":
                return record with { PatchHashes = json.Map() };
            case "model_revision":
                return record with { ModelRevision = json.Text() };
            case "model_bytes":
                return record with { ModelBytes = json.OptionalInteger() };
            case "node_facts":
                return record with { NodeFacts = json.Map() };
            case "cache_evidence":
                return record with { CacheEvidence = json.Map() };
            case "gpu_evidence":
                return record with { GpuEvidence = json.Map() };
            case "inputs":
                return record with { Inputs = json.Map() };
            case "inputs_hash":
                return record with { InputsHash = json.Text() };
            case "peak_memory_bytes":
                return record with { PeakMemoryBytes = json.OptionalInteger() };
            case "imported_from":
                return record with { ImportedFrom = json.Text() };
            case "valid":
                return record with { Valid = json.Truth() };
            case "invalid_reasons":
                return record with { InvalidReasons = json.Texts() };
            default:
                json.Skip();
                return record;
        }
    }

    private static RunIdentity ReadIdentity(ref this JsonFields json)
    {
        string? experiment = null,
            node = null,
            name = null;
        CacheState? cache = null;
        var iteration = 0;
        json.StartObject("identity");
        while (json.NextKey())
        {
            switch (json.Key)
            {
                case "experiment":
                    experiment = json.RequiredText();
                    break;
                case "node":
                    node = json.RequiredText();
                    break;
                case "case":
                    name = json.RequiredText();
                    break;
                case "cache":
                    cache = CacheStates.Parse(json.RequiredText());
                    break;
                case "iteration":
                    iteration = json.Integer();
                    break;
                default:
                    json.Skip();
                    break;
            }
        }

        return new(
            experiment ?? throw Lacks("identity.experiment"),
            node ?? throw Lacks("identity.node"),
            name ?? throw Lacks("identity.case"),
            cache ?? throw new FormatException("identity.cache is none of warm, cold, compile-cold, page-cold"),
            iteration > 0 ? iteration : throw new FormatException("identity.iteration is not 1 or more")
        );
    }

    private static ImmutableArray<RawFile> ReadFiles(ref this JsonFields json)
    {
        var files = ImmutableArray.CreateBuilder<RawFile>();
        json.StartArray();
        while (json.NextItem())
        {
            string? name = null,
                digest = null;
            long? bytes = null;
            json.InObject("files");
            while (json.NextKey())
            {
                switch (json.Key)
                {
                    case "name":
                        name = json.RequiredText();
                        break;
                    case "sha256":
                        digest = json.RequiredText();
                        break;
                    case "bytes":
                        bytes = json.OptionalInteger();
                        break;
                    default:
                        json.Skip();
                        break;
                }
            }

            files.Add(
                new(
                    RawFiles.IsSafeName(name) ? name : throw new FormatException($"{name} is no name of a raw file"),
                    digest ?? throw Lacks("files.sha256"),
                    bytes ?? throw Lacks("files.bytes")
                )
            );
        }

        return files.ToImmutable();
    }

    private static FormatException Lacks(string key) => new($"it lacks {key}");
}

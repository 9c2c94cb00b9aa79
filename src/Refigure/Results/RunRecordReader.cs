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
        var optional = new RunRecordDraft();
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
                    json.ReadOptional(optional);
                    break;
            }

            if (schema > Schema)
            {
                throw new FormatException($"a newer Refigure wrote it (schema {schema}; this one reads {Schema})");
            }
        }

        json.End();
        return new RunRecord
        {
            SchemaVersion = schema == 0 ? throw Lacks("schema_version") : schema,
            Identity = identity ?? throw Lacks("identity"),
            Hash = hash ?? throw Lacks("hash"),
            Profile = profile ?? throw Lacks("profile"),
            Engine = engine ?? throw Lacks("engine"),
            Model = model ?? throw Lacks("model"),
            Files = files ?? throw Lacks("files"),
            Environment = optional.Environment,
            EngineVersion = optional.EngineVersion,
            Arguments = optional.Arguments,
            CommandLine = optional.CommandLine,
            Variables = optional.Variables,
            Start = optional.Start,
            End = optional.End,
            DurationSeconds = optional.DurationSeconds,
            ExitStatus = optional.ExitStatus,
            EnvironmentLockHash = optional.EnvironmentLockHash,
            PatchHashes = optional.PatchHashes,
            ModelRevision = optional.ModelRevision,
            ModelBytes = optional.ModelBytes,
            NodeFacts = optional.NodeFacts,
            CacheEvidence = optional.CacheEvidence,
            GpuEvidence = optional.GpuEvidence,
            Inputs = optional.Inputs,
            InputsHash = optional.InputsHash,
            PeakMemoryBytes = optional.PeakMemoryBytes,
            ImportedFrom = optional.ImportedFrom,
            Valid = optional.Valid,
            InvalidReasons = optional.InvalidReasons,
        };
    }

    private static void ReadOptional(ref this JsonFields json, RunRecordDraft draft)
    {
        switch (json.Key)
        {
            case "environment":
                draft.Environment = json.Text();
                break;
            case "engine_version":
                draft.EngineVersion = json.Text();
                break;
            case "arguments":
                draft.Arguments = json.Map();
                break;
            case "command_line":
                draft.CommandLine = json.Texts();
                break;
            case "variables":
                draft.Variables = json.Map();
                break;
            case "start":
                draft.Start = json.Time();
                break;
            case "end":
                draft.End = json.Time();
                break;
            case "duration_seconds":
                draft.DurationSeconds = json.Number();
                break;
            case "exit_status":
                draft.ExitStatus = json.OptionalSmallInteger();
                break;
            case "environment_lock_hash":
                draft.EnvironmentLockHash = json.Text();
                break;
            case "patch_hashes":
                draft.PatchHashes = json.Map();
                break;
            case "model_revision":
                draft.ModelRevision = json.Text();
                break;
            case "model_bytes":
                draft.ModelBytes = json.OptionalInteger();
                break;
            case "node_facts":
                draft.NodeFacts = json.Map();
                break;
            case "cache_evidence":
                draft.CacheEvidence = json.Map();
                break;
            case "gpu_evidence":
                draft.GpuEvidence = json.Map();
                break;
            case "inputs":
                draft.Inputs = json.Map();
                break;
            case "inputs_hash":
                draft.InputsHash = json.Text();
                break;
            case "peak_memory_bytes":
                draft.PeakMemoryBytes = json.OptionalInteger();
                break;
            case "imported_from":
                draft.ImportedFrom = json.Text();
                break;
            case "valid":
                draft.Valid = json.Truth();
                break;
            case "invalid_reasons":
                draft.InvalidReasons = json.Texts();
                break;
            default:
                json.Skip();
                break;
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

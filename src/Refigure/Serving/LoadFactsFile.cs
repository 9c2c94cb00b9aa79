using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Refigure.Results;

namespace Refigure.Serving;

/// <summary><see cref="LoadFacts"/> as <c>load.json</c>: snake_case keys, what is unknown is null.</summary>
public static class LoadFactsFile
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes the file's text.</summary>
    public static void Write(LoadFacts facts, Stream output)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(output);
        using (var json = new Utf8JsonWriter(output, Options))
        {
            json.WriteStartObject();
            json.WriteString("tool", facts.Tool);
            Number(json, "concurrency", facts.Concurrency);
            Number(json, "request_rate", facts.RequestRate);
            json.WriteString("arrivals", facts.Arrivals);
            Number(json, "burstiness", facts.Burstiness);
            Number(json, "requests", facts.Requests);
            Number(json, "warm_up_requests", facts.WarmUpRequests);
            json.WriteString("dataset", facts.Dataset);
            json.WriteString("dataset_sha256", facts.DatasetSha256);
            Number(json, "shared_prefix_tokens", facts.SharedPrefixTokens);
            Number(json, "prompt_tokens", facts.PromptTokens);
            Number(json, "output_tokens", facts.OutputTokens);
            Number(json, "seed", facts.Seed);
            json.WriteString("endpoint", facts.Endpoint);
            json.WriteString("url", facts.Url);
            json.WriteString("model", facts.Model);
            Number(json, "max_num_seqs", facts.MaxNumSeqs);
            Number(json, "tensor_parallel_size", facts.TensorParallelSize);
            Number(json, "batch_size", facts.BatchSize);
            if (facts.Profiler is not null)
            {
                json.WriteString("profiler", facts.Profiler);
            }

            json.WritePropertyName("start");
            if (facts.Start is { } start)
            {
                json.WriteStringValue(start.ToUniversalTime());
            }
            else
            {
                json.WriteNullValue();
            }

            Number(json, "samples_offset", facts.SamplesOffset);
            Number(json, "duration_seconds", facts.DurationSeconds);
            Map(json, "slo", facts.Slo);
            Map(json, "reported", facts.Reported);
            json.WriteStartArray("remarks");
            foreach (var remark in facts.Remarks)
            {
                json.WriteStringValue(remark);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    /// <summary>The load of a run's folder; null if it has none.</summary>
    /// <exception cref="UserErrorException">The file is damaged; the sentence says where.</exception>
    public static LoadFacts? Of(string folder)
    {
        using var content = RawFiles.Open(folder, ServingFiles.Load);
        if (content is null)
        {
            return null;
        }

        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return Read(bytes.GetBuffer().AsSpan(0, (int)bytes.Length), Path.Combine(folder, ServingFiles.Load));
    }

    /// <summary>Reads the file's text.</summary>
    /// <exception cref="UserErrorException">It is damaged; the sentence says where.</exception>
    public static LoadFacts Read(ReadOnlySpan<byte> text, string path)
    {
        try
        {
            var json = new JsonFields(text);
            json.StartObject("the file");
            var facts = new LoadFacts { Tool = "" };
            while (json.NextKey())
            {
                facts = With(facts, ref json);
            }

            json.End();
            return facts.Tool.Length > 0 ? facts : throw new FormatException("tool is missing");
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            throw new UserErrorException(
                $"{path} is damaged ({e.Message.TrimEnd('.')}): restore it, or make the run again.",
                e
            );
        }
    }

    private static LoadFacts With(LoadFacts facts, ref JsonFields json) =>
        json.Key switch
        {
            "tool" => facts with { Tool = json.RequiredText() },
            "concurrency" => facts with { Concurrency = json.OptionalSmallInteger() },
            "request_rate" => facts with { RequestRate = json.Number() },
            "arrivals" => facts with { Arrivals = json.Text() },
            "burstiness" => facts with { Burstiness = json.Number() },
            "requests" => facts with { Requests = json.OptionalSmallInteger() },
            "warm_up_requests" => facts with { WarmUpRequests = json.OptionalSmallInteger() },
            "dataset" => facts with { Dataset = json.Text() },
            "dataset_sha256" => facts with { DatasetSha256 = json.Text() },
            "shared_prefix_tokens" => facts with { SharedPrefixTokens = json.OptionalSmallInteger() },
            "prompt_tokens" => facts with { PromptTokens = json.OptionalSmallInteger() },
            "output_tokens" => facts with { OutputTokens = json.OptionalSmallInteger() },
            "seed" => facts with { Seed = json.OptionalInteger() },
            "endpoint" => facts with { Endpoint = json.Text() },
            "url" => facts with { Url = json.Text() },
            "model" => facts with { Model = json.Text() },
            "max_num_seqs" => facts with { MaxNumSeqs = json.OptionalSmallInteger() },
            "tensor_parallel_size" => facts with { TensorParallelSize = json.OptionalSmallInteger() },
            "batch_size" => facts with { BatchSize = json.OptionalSmallInteger() },
            "profiler" => facts with { Profiler = json.Text() },
            "start" => facts with { Start = json.Time() },
            "samples_offset" => facts with { SamplesOffset = json.Number() },
            "duration_seconds" => facts with { DurationSeconds = json.Number() },
            "slo" => facts with { Slo = json.NumberMap() },
            "reported" => facts with { Reported = json.NumberMap() },
            "remarks" => facts with { Remarks = json.Texts() },
            _ => Passed(facts, ref json),
        };

    private static LoadFacts Passed(LoadFacts facts, ref JsonFields json)
    {
        json.Skip();
        return facts;
    }

    private static void Number(Utf8JsonWriter json, string key, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(key, number);
        }
        else
        {
            json.WriteNull(key);
        }
    }

    // A seed has more digits than a double.
    private static void Number(Utf8JsonWriter json, string key, long? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(key, number);
        }
        else
        {
            json.WriteNull(key);
        }
    }

    private static void Map(Utf8JsonWriter json, string key, ImmutableSortedDictionary<string, double> map)
    {
        json.WriteStartObject(key);
        foreach (var (name, value) in map)
        {
            json.WriteNumber(name, value);
        }

        json.WriteEndObject();
    }
}

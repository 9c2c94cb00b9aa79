using System.Text;
using System.Text.Json;

namespace Refigure.Imports.Serving;

/// <summary>
/// Says who wrote a file, from its first quarter of a megabyte: also of a file that is cut off later, so that the reader can say
/// where.
/// </summary>
internal static class ServingDetector
{
    /// <summary>The format; none for what is no serving result.</summary>
    /// <exception cref="UserErrorException">The file cannot be read.</exception>
    public static ServingFormat Of(ResultFile file) =>
        file.Extension switch
        {
            ".json" or ".jsonl" => OfJson(file.ReadHead().Span) is var format and not ServingFormat.None
                ? format
                : OfName(file),
            ".yaml" or ".yml" => OfYaml(Text(file)),
            ".csv" => OfTable(Text(file)),
            ".txt" or ".log" => OfLog(Text(file)),
            _ => ServingFormat.None,
        };

    private static string Text(ResultFile file) => Encoding.UTF8.GetString(file.ReadHead().Span);

    private static ServingFormat OfJson(ReadOnlySpan<byte> head)
    {
        var (top, all, isList) = Keys(head);
        return all.Contains("guidellm_version") || (top.Contains("benchmarks") && IsGuideLlm(all))
                ? ServingFormat.GuideLlm
            : top.Contains("aiperf_version") || (top.Contains("schema_version") && top.Contains("request_throughput"))
                ? ServingFormat.AiperfTotals
            : top.Contains("metadata") && all.Contains("request_start_ns") ? ServingFormat.AiperfRequests
            : top.Contains("history_times") || top.Contains("peak_usage_percent") ? ServingFormat.KvCacheStudy
            : IsVllmBench(isList ? all : top)
                ? isList ? ServingFormat.VllmSweepSummary
                    : ServingFormat.VllmBench
            : ServingFormat.None;
    }

    private static bool IsGuideLlm(HashSet<string> keys) =>
        keys.Contains("run_stats") || keys.Contains("type_") || keys.Contains("scheduler_state");

    // The first keys are enough: a file may be cut off after them.
    private static bool IsVllmBench(HashSet<string> keys) =>
        (keys.Contains("num_prompts") && (keys.Contains("model_id") || keys.Contains("backend")))
        || (keys.Contains("duration") && keys.Contains("completed") && keys.Contains("total_input_tokens"));

    // A file that the tool names so itself, and in which nothing else tells: it is empty, or cut off at once.
    private static ServingFormat OfName(ResultFile file) =>
        file.Name switch
        {
            "profile_export_aiperf.json" => ServingFormat.AiperfTotals,
            "profile_export.jsonl" => ServingFormat.AiperfRequests,
            "kv_cache_data.json" => ServingFormat.KvCacheStudy,
            _ when IsRunOfSweep(file) => ServingFormat.VllmBench,
            _ => ServingFormat.None,
        };

    private static bool IsRunOfSweep(ResultFile file)
    {
        var folder = Path.GetFileName(file.Folder);
        return file.Name.StartsWith("run=", StringComparison.Ordinal)
            && (
                folder.StartsWith("SERVE--", StringComparison.Ordinal)
                || folder.StartsWith("BENCH--", StringComparison.Ordinal)
            );
    }

    // The keys at the top, of the first object where there are several, and those at any depth.
    private static (HashSet<string> Top, HashSet<string> All, bool IsList) Keys(ReadOnlySpan<byte> head)
    {
        var top = new HashSet<string>(StringComparer.Ordinal);
        var all = new HashSet<string>(StringComparer.Ordinal);
        var isList = false;
        if (head.StartsWith("\uFEFF"u8))
        {
            head = head[3..];
        }

        var json = new Utf8JsonReader(
            head,
            isFinalBlock: false,
            new JsonReaderState(new() { AllowMultipleValues = true, MaxDepth = 128 })
        );
        try
        {
            while (json.Read())
            {
                isList |= json is { TokenType: JsonTokenType.StartArray, CurrentDepth: 0 };
                if (json.TokenType == JsonTokenType.PropertyName && json.GetString() is { } key)
                {
                    all.Add(key);
                    if (json.CurrentDepth == 1)
                    {
                        top.Add(key);
                    }
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // What stands before the damage says what it is; the reader says where the damage is.
        }

        return (top, all, isList);
    }

    private static ServingFormat OfYaml(string head) =>
        (
            head.StartsWith("benchmarks:", StringComparison.Ordinal)
            || head.StartsWith("args:", StringComparison.Ordinal)
            || head.Contains("\nbenchmarks:", StringComparison.Ordinal)
        )
        && (
            head.Contains("guidellm", StringComparison.Ordinal)
            || head.Contains("generative_benchmark", StringComparison.Ordinal)
        )
            ? ServingFormat.GuideLlm
            : ServingFormat.None;

    private static ServingFormat OfTable(string head)
    {
        var end = head.IndexOf('\n', StringComparison.Ordinal);
        var first = (end < 0 ? head : head[..end]).TrimEnd('\r');
        return first.StartsWith("Run Info,", StringComparison.Ordinal)
            && head.Contains("Successful", StringComparison.Ordinal)
                ? ServingFormat.GuideLlmTable
            : first.StartsWith("wall,", StringComparison.Ordinal) ? ServingFormat.MetricsTable
            : first.StartsWith("timestamp, index,", StringComparison.Ordinal) ? ServingFormat.GpuTable
            : first.StartsWith(",date,", StringComparison.Ordinal)
            && first.Contains("run_number", StringComparison.Ordinal)
                ? ServingFormat.VllmSweepSummary
            : ServingFormat.None;
    }

    private static ServingFormat OfLog(string head) =>
        (head.Contains(ClientLog.Mark, StringComparison.Ordinal) && head.Contains(" TPOT: ", StringComparison.Ordinal))
        || (
            head.StartsWith("Namespace(", StringComparison.Ordinal)
            && head.Contains("dataset_name='dummy'", StringComparison.Ordinal)
        )
            ? ServingFormat.ClientLog
            : ServingFormat.None;
}

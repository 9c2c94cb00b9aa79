using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Refigure.Secrets;
using Refigure.Serving;

namespace Refigure.Imports.Serving;

/// <summary>
/// One result of <c>vllm bench serve</c>, by the keys of vLLM 0.3 to 0.25. Not taken over: <c>max_concurrent_requests</c>, which
/// counts each request that touches a second, and <c>max_output_tokens_per_s</c>, which counts chunks for tokens.
/// </summary>
internal sealed class VllmBenchResult
{
    private static readonly string[] KnownTexts =
    [
        "date",
        "backend",
        "endpoint_type",
        "label",
        "model_id",
        "tokenizer_id",
        "request_rate",
        "ramp_up_strategy",
    ];

    private readonly JsonPart _json;

    /// <summary>A result.</summary>
    /// <exception cref="UserErrorException">It lacks what every version writes.</exception>
    public VllmBenchResult(JsonPart json)
    {
        _json = json;
        if (json.Kind != JsonValueKind.Object)
        {
            throw json.Wrong("a result of vllm bench serve");
        }

        Completed = json.Get("completed").Count();
    }

    /// <summary>Requests that completed.</summary>
    public int Completed { get; }

    /// <summary>The model.</summary>
    public string Model => _json.TextAt("model_id") ?? ServingResult.Unknown;

    /// <summary>What tells this result from any other, in whatever file it is.</summary>
    public string Stamp =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{_json.TextAt("date")} {Model} {_json.Get("duration").Number():R} {_json.CountAt("run_number")}"
        );

    /// <summary>The engine that the client's back end is made for: only TGI has one of its own.</summary>
    public string Engine => Backend == "tgi" ? "tgi" : "vllm";

    /// <summary>Requests that it lists; 0 without <c>--save-detailed</c>.</summary>
    public int Listed => _json.Find("ttfts")?.Items().Count() ?? 0;

    /// <summary>
    /// Whether its requests can be put on a time axis: <c>start_times</c> are there since 0.15. Without them a request's times
    /// are from its own start, and no record can say so.
    /// </summary>
    public bool HasPlacedRequests => Listed > 0 && _json.Find("start_times") is not null;

    private string? Backend => _json.TextAt("backend") ?? _json.TextAt("endpoint_type");

    /// <summary>What was set for this run alone: parameters of a sweep, or <c>--metadata</c>.</summary>
    public IEnumerable<KeyValuePair<string, string>> Parameters()
    {
        // A sweep appends its parameters after the number of the run; those that equal a key of the result replace that.
        var after = _json.Find("run_number") is null;
        var inSweep = !after;
        foreach (var property in _json.Element.EnumerateObject())
        {
            if (property.Name == "run_number")
            {
                after = true;
            }
            else if (
                after
                && (inSweep || property.Value.ValueKind == JsonValueKind.String)
                && property.Value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Array or JsonValueKind.Object)
                && !KnownTexts.Contains(property.Name, StringComparer.Ordinal)
            )
            {
                yield return new(property.Name, SecretNames.Masked(property.Name, JsonValues.Text(property.Value)));
            }
        }
    }

    /// <summary>The same by name.</summary>
    public ImmutableSortedDictionary<string, string> Arguments() =>
        Parameters()
            .GroupBy(static pair => pair.Key, StringComparer.Ordinal)
            .ToImmutableSortedDictionary(static same => same.Key, static same => same.Last().Value);

    /// <summary>The requests, in the order of their starts; times from the earliest.</summary>
    public IEnumerable<RequestRecord> Requests() => VllmBenchRequests.Of(_json);

    /// <summary>The load.</summary>
    public LoadFacts Facts()
    {
        var rate = Rate();
        var arguments = Arguments();
        return new()
        {
            Tool = "vllm bench serve",
            Concurrency = _json.CountAt("max_concurrency"),
            RequestRate = rate,
            Arrivals =
                rate is null ? null
                : _json.NumberAt("burstiness") is null or 1 ? "poisson"
                : "gamma",
            Burstiness = rate is null ? null : _json.NumberAt("burstiness"),
            Requests = _json.CountAt("num_prompts"),
            PromptTokens = SameOf("input_lens"),
            Endpoint = EndpointWords.Of(Backend),
            Model = Model,
            MaxNumSeqs = Whole(arguments, "max_num_seqs"),
            TensorParallelSize = Whole(arguments, "tensor_parallel_size") ?? Whole(arguments, "tp"),
            DurationSeconds = _json.Get("duration").Number(),
            Reported = VllmBenchMetrics.Reported(_json, Completed),
            Remarks = Remarks(),
        };
    }

    private ImmutableArray<string> Remarks()
    {
        var remarks = ImmutableArray.CreateBuilder<string>();
        if (Listed > 0 && !HasPlacedRequests)
        {
            remarks.Add(
                "The file lists latencies of requests but not when they started (start_times is there since vLLM 0.15): the numbers are the tool's own, and no request is taken over."
            );
        }

        return remarks.ToImmutable();
    }

    // A number, or the text "inf" for all at once.
    private double? Rate() =>
        _json.Find("request_rate") switch
        {
            null => null,
            { Kind: JsonValueKind.String } text when text.Text() is "inf" or "Infinity" => null,
            { } rate => rate.Number(),
        };

    private int? SameOf(string list)
    {
        int? same = null;
        foreach (var item in _json.Find(list)?.Items() ?? [])
        {
            var count = item.Count();
            if (same is { } first && first != count)
            {
                return null;
            }

            same = count;
        }

        return same;
    }

    private static int? Whole(ImmutableSortedDictionary<string, string> arguments, string name) =>
        arguments.TryGetValue(name, out var text)
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Refigure.Serving;

namespace Refigure.Imports.Serving;

/// <summary>
/// One benchmark of a GuideLLM report; the names of 0.3 and of 0.4 and newer. Its time per output token is not taken over: it
/// divides by n, and since 0.4 holds the TTFT; its ITL is what vLLM calls TPOT.
/// </summary>
/// <param name="report">The report that it is of, for what is said only there.</param>
/// <param name="benchmark">The benchmark.</param>
internal sealed partial class GuideLlmBenchmark(JsonPart report, JsonPart benchmark)
{
    private static readonly ImmutableArray<(RequestStatus Status, string Key)> Lists =
    [
        (RequestStatus.Completed, "successful"),
        (RequestStatus.Failed, "errored"),
        (RequestStatus.Cut, "incomplete"),
    ];

    /// <summary>What names this benchmark, whatever file it is in.</summary>
    public string Id =>
        benchmark.TextAt("config", "id_") ?? benchmark.TextAt("id_") ?? benchmark.Path + " of " + benchmark.File;

    /// <summary><c>concurrent</c>, <c>throughput</c>, <c>constant</c> …</summary>
    public string Strategy => StrategyPart?.TextAt("type_") ?? ServingResult.Unknown;

    /// <summary>The model as the requests named it; null if it is not said.</summary>
    public string? Model =>
        benchmark.TextAt("config", "backend", "model")
        ?? benchmark.TextAt("worker", "backend_model")
        ?? report.TextAt("config", "spec", "backend", "model")
        ?? report.TextAt("args", "model");

    /// <summary>The benchmark's numbers.</summary>
    public JsonPart Metrics => benchmark.Get("metrics");

    /// <summary>Requests that the file lists.</summary>
    public int Listed => Lists.Sum(list => Items(list.Key).Count());

    /// <summary>
    /// Whether the file lists each request that it counts. A file that was cut, or that keeps a sample, does not, and then only
    /// its own numbers tell the load.
    /// </summary>
    public bool ListsAll => Count(RequestStatus.Completed) is { } all && all > 0 && Items("successful").Count() == all;

    private JsonPart? StrategyPart => benchmark.Find("config", "strategy") ?? benchmark.Find("args", "strategy");

    private JsonPart? Backend => benchmark.Find("config", "backend") ?? report.Find("config", "spec", "backend");

    /// <summary>Requests that ended so; null if it is not said.</summary>
    public int? Count(RequestStatus status)
    {
        var key = Lists.First(list => list.Status == status).Key;
        // scheduler_metrics.requests_made also counts requests that were only queued when the time was up.
        return benchmark.CountAt("metrics", "request_totals", key)
            ?? benchmark.CountAt("run_stats", "requests_made", key)
            ?? benchmark.CountAt("request_totals", key)
            ?? benchmark.CountAt("scheduler_metrics", "requests_made", key);
    }

    /// <summary>The requests, in the order of their starts; times from the earliest start.</summary>
    public ImmutableArray<RequestRecord> Requests() =>
        RequestOrder.FromZero(
            Lists.SelectMany(list => Items(list.Key).Select(item => Request(item, list.Status))),
            Zero
        );

    /// <summary>The load.</summary>
    /// <param name="tool">The tool with its version.</param>
    /// <param name="inName">The concurrency in the file's name, which counts only where the file itself is silent.</param>
    public LoadFacts Facts(string tool, int? inName)
    {
        var remarks = ImmutableArray.CreateBuilder<string>();
        var said = Concurrency;
        if (said is null && Rate is null && inName is not null)
        {
            remarks.Add("The concurrency is from the file's name: the file itself does not say it.");
        }

        if (!ListsAll)
        {
            remarks.Add(
                $"The file lists {Items("successful").Count()} of {Count(RequestStatus.Completed)} completed requests: the numbers are GuideLLM's own, and no request is taken over."
            );
        }

        var (prompt, output) = DataLengths();
        return new LoadFacts
        {
            Tool = tool,
            Concurrency = said ?? (Rate is null ? inName : null),
            RequestRate = Rate,
            Arrivals = Rate is null ? null : Strategy,
            Requests = Lists.Sum(list => Count(list.Status) ?? 0),
            Dataset = prompt is null ? null : "synthetic",
            PromptTokens = prompt,
            OutputTokens = output,
            Seed = report.CountAt("config", "spec", "seed", "value"),
            Endpoint = EndpointWords.Of(
                Backend?.TextAt("request_format") ?? Items("successful").FirstOrNull()?.TextAt("request_type")
            ),
            Url = UrlText.WithoutSecrets(Backend?.TextAt("target") ?? benchmark.TextAt("worker", "backend_target")),
            Model = Model,
            Start = Zero is { } zero ? UnixTime.Of(zero) : null,
            DurationSeconds = benchmark.NumberAt("duration"),
            Reported = GuideLlmMetrics.Reported(this),
            Remarks = remarks.ToImmutable(),
        };
    }

    private int? Concurrency =>
        Strategy == "synchronous" ? 1 : StrategyPart?.CountAt("streams") ?? StrategyPart?.CountAt("max_concurrency");

    private double? Rate => StrategyPart?.NumberAt("rate");

    // Of all requests, wherever they ended.
    private double? Zero =>
        Lists
            .SelectMany(list => Items(list.Key))
            .Select(item => Intended(item) is { } intended ? Math.Min(intended, Start(item) ?? intended) : Start(item))
            .Min();

    private IEnumerable<JsonPart> Items(string list) => benchmark.Find("requests", list)?.Items() ?? [];

    private static RequestStatus StatusOf(JsonPart request, RequestStatus status) =>
        status == RequestStatus.Completed && request.CountAt("output_tokens") == 0 ? RequestStatus.Empty : status;

    private RequestRecord Request(JsonPart request, RequestStatus status)
    {
        var error = request.TextAt("info", "error") ?? request.TextAt("error");
        return new()
        {
            Index = 0,
            Status = StatusOf(request, status),
            Intended = Intended(request),
            Sent = Start(request),
            FirstToken =
                Moment(request, "first_token_iteration", "first_iteration") ?? Old(request, "first_token_time"),
            End =
                status == RequestStatus.Completed
                    ? Moment(request, "last_token_iteration", "last_iteration") ?? Old(request, "last_token_time")
                    : Moment(request, "request_end", "resolve_end") ?? Old(request, "end_time"),
            PromptTokens = request.CountAt("prompt_tokens"),
            OutputTokens = status == RequestStatus.Completed ? request.CountAt("output_tokens") : null,
            CachedTokens = request.CountAt("cached_tokens"),
            Chunks = request.CountAt("info", "timings", "token_iterations"),
            Error = error,
            HttpStatus = error is null ? null : HttpStatus(error),
        };
    }

    // In throughput mode every request is wanted at the start, whatever the concurrency that is allowed: no arrival at all.
    private double? Intended(JsonPart request) =>
        Strategy == "throughput"
            ? null
            : Moment(request, "targeted_start") ?? request.NumberAt("scheduler_info", "targeted_start_time");

    private static double? Start(JsonPart request) => Moment(request, "request_start") ?? Old(request, "start_time");

    private static double? Moment(JsonPart request, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (request.NumberAt("info", "timings", name) is { } moment and > 0)
            {
                return moment;
            }
        }

        return null;
    }

    private static double? Old(JsonPart request, string name) =>
        request.NumberAt(name) is { } moment and > 0 ? moment : null;

    private (int? Prompt, int? Output) DataLengths()
    {
        // A list of objects since 0.7, of texts before, one text in 0.3.
        var data =
            report.Find("config", "spec", "data")
            ?? report.Find("args", "data")
            ?? benchmark.Find("request_loader", "data");
        var text = data?.Element.GetRawText() ?? "";
        return (Length(text, PromptTokens()), Length(text, OutputTokens()));
    }

    private static int? Length(string text, Regex key) =>
        key.Match(text) is { Success: true } match
            ? int.Parse(match.Groups["n"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture)
            : null;

    private static int? HttpStatus(string error) =>
        Status().Match(error) is { Success: true } match
            ? int.Parse(match.Groups["n"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture)
            : null;

    [GeneratedRegex(
        @"\bprompt_tokens\\?""?\s*[=:]\s*(?<n>\d{1,9})\b",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex PromptTokens();

    [GeneratedRegex(
        @"\boutput_tokens\\?""?\s*[=:]\s*(?<n>\d{1,9})\b",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex OutputTokens();

    [GeneratedRegex(@"error '(?<n>[45]\d\d) ", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Status();
}

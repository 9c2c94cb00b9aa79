using System.Collections.Immutable;
using System.Globalization;

namespace Refigure.Catalog;

/// <summary>The load that a case puts on its engine: the key <c>load</c> of an experiment.</summary>
public sealed record LoadSpec
{
    internal static readonly string[] Keys =
    [
        "concurrency",
        "rate",
        "arrivals",
        "burstiness",
        "requests",
        "duration",
        "warm_up",
        "ramp",
        "dataset",
        "shared_prefix_tokens",
        "unique_prefix_tokens",
        "prompt_tokens",
        "output_tokens",
        "endpoint",
        "ignore_eos",
        "temperature",
        "slo",
        "profiler",
    ];

    /// <summary>Everything that the file says, by key: what decides a run's result.</summary>
    public required ImmutableSortedDictionary<string, string> Settings { get; init; }

    /// <summary>The same load with other settings.</summary>
    public LoadSpec With(IEnumerable<KeyValuePair<string, string>> settings) =>
        new() { Settings = Settings.SetItems(settings) };

    /// <summary>Requests at a time: of a closed loop; the most that an open one allows.</summary>
    public int? Concurrency => Whole("concurrency");

    /// <summary>Requests per second of an open loop; null for a closed one.</summary>
    public double? Rate => Number("rate");

    /// <summary><c>constant</c>, <c>poisson</c> or <c>gamma</c>; null for the usual.</summary>
    public string? Arrivals => Settings.GetValueOrDefault("arrivals");

    /// <summary>The shape of gamma arrivals.</summary>
    public double? Burstiness => Number("burstiness");

    /// <summary>Measured requests; null for as many as the duration allows.</summary>
    public int? Requests => Whole("requests");

    /// <summary>The time from the first measured request after which the load ends; null for no limit.</summary>
    public TimeSpan? Duration => Time("duration");

    /// <summary>Requests before the measured ones; null for the usual, at least the concurrency.</summary>
    public int? WarmUp => Whole("warm_up");

    /// <summary>The time over which streams start.</summary>
    public TimeSpan? Ramp => Time("ramp");

    /// <summary>The data set; random prompts where nothing is said.</summary>
    public string Dataset => Settings.GetValueOrDefault("dataset", "random");

    /// <summary>Tokens at the beginning that all prompts share; null for none.</summary>
    public int? SharedPrefixTokens => Whole("shared_prefix_tokens");

    /// <summary>Tokens at the beginning that no other prompt has; null for none.</summary>
    public int? UniquePrefixTokens => Whole("unique_prefix_tokens");

    /// <summary>Tokens of each prompt.</summary>
    public int? PromptTokens => Whole("prompt_tokens");

    /// <summary>Tokens of each answer.</summary>
    public int? OutputTokens => Whole("output_tokens");

    /// <summary><c>completions</c>, <c>chat</c> or <c>generate_stream</c>; null for the engine's usual.</summary>
    public string? Endpoint => Settings.GetValueOrDefault("endpoint");

    /// <summary>Whether answers go on to their most tokens, whatever the model says.</summary>
    public bool IgnoreEos => Settings.GetValueOrDefault("ignore_eos", "true") != "false";

    /// <summary>The sampling temperature; null leaves it to the server.</summary>
    public double? Temperature => Number("temperature");

    /// <summary>The limits of goodput in seconds, by metric.</summary>
    public ImmutableSortedDictionary<string, double> Slo =>
        Settings.TryGetValue("slo", out var text)
            ? SloText.Parse(text)!
            : ImmutableSortedDictionary<string, double>.Empty;

    /// <summary>
    /// <c>torch</c> or <c>nsys</c>: what records the engine's GPU work during the measured requests; null for nothing. Such a
    /// load is slower than others, and feeds no latency.
    /// </summary>
    public string? Profiler => Settings.GetValueOrDefault("profiler");

    /// <summary>What is wrong with a setting, as "expected …"; null if nothing is.</summary>
    internal static string? Expected(string key, string value) =>
        key switch
        {
            "concurrency"
            or "requests"
            or "prompt_tokens"
            or "output_tokens"
            or "shared_prefix_tokens"
            or "unique_prefix_tokens" => IsWhole(value, least: 1) ? null : "a whole number of at least 1",
            "warm_up" => IsWhole(value, least: 0) ? null : "a whole number of requests, 0 for none",
            "rate" or "burstiness" => IsNumber(value) && value.Trim('0', '.').Length > 0 ? null : "a number above 0",
            "temperature" => IsNumber(value) ? null : "a number of at least 0",
            "duration" or "ramp" => Durations.Parse(value) is null ? "a time such as 30 s or 2 min" : null,
            "arrivals" => OneOf(value, "constant", "poisson", "gamma"),
            "endpoint" => OneOf(value, "completions", "chat", "generate_stream"),
            "profiler" => OneOf(value, "torch", "nsys"),
            "ignore_eos" => OneOf(value, "true", "false"),
            "slo" => SloText.Parse(value) is null ? "limits such as ttft=500ms,tpot=50ms" : null,
            _ => null,
        };

    private static string? OneOf(string value, params string[] allowed) =>
        allowed.Contains(value, StringComparer.Ordinal) ? null : $"{string.Join(", ", allowed[..^1])} or {allowed[^1]}";

    private static bool IsWhole(string value, int least) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least;

    private static bool IsNumber(string value) =>
        double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number);

    private int? Whole(string key) =>
        Settings.TryGetValue(key, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    private double? Number(string key) =>
        Settings.TryGetValue(key, out var text) ? double.Parse(text, CultureInfo.InvariantCulture) : null;

    private TimeSpan? Time(string key) => Settings.TryGetValue(key, out var text) ? Durations.Parse(text) : null;
}

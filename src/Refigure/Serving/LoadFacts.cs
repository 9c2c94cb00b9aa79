using System.Collections.Immutable;

namespace Refigure.Serving;

/// <summary>
/// What load was put on an engine, and by what: <c>load.json</c> in a run folder beside <c>requests.jsonl</c>. What is unknown
/// is null.
/// </summary>
public sealed record LoadFacts
{
    /// <summary>What put the load on: <c>refigure</c>, <c>guidellm 0.8.1</c>, <c>vllm bench serve</c>, <c>aiperf 0.13.0</c> …</summary>
    public required string Tool { get; init; }

    /// <summary>Requests at a time that a closed loop kept, or the most that an open one allowed.</summary>
    public int? Concurrency { get; init; }

    /// <summary>Requests per second that an open loop asked for; null for a closed loop.</summary>
    public double? RequestRate { get; init; }

    /// <summary><c>constant</c>, <c>poisson</c>, <c>gamma</c>; null for a closed loop.</summary>
    public string? Arrivals { get; init; }

    /// <summary>The shape of gamma arrivals; 1 is Poisson.</summary>
    public double? Burstiness { get; init; }

    /// <summary>Requests that were asked for, warm-up not counted.</summary>
    public int? Requests { get; init; }

    /// <summary>Requests of the warm-up.</summary>
    public int? WarmUpRequests { get; init; }

    /// <summary>The data set, such as <c>random</c> or <c>sharegpt</c>.</summary>
    public string? Dataset { get; init; }

    /// <summary>SHA-256 of the data set's file, lower-case hex; null if it has none.</summary>
    public string? DatasetSha256 { get; init; }

    /// <summary>Tokens at the beginning that all prompts share; null where none were asked for.</summary>
    public int? SharedPrefixTokens { get; init; }

    /// <summary>Tokens of each prompt, where all have the same.</summary>
    public int? PromptTokens { get; init; }

    /// <summary>Tokens of each answer, where all have the same.</summary>
    public int? OutputTokens { get; init; }

    /// <summary>The seed of prompts and arrivals.</summary>
    public long? Seed { get; init; }

    /// <summary><c>completions</c>, <c>chat</c> or <c>generate_stream</c>.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The server, without anything secret.</summary>
    public string? Url { get; init; }

    /// <summary>The model as the requests named it.</summary>
    public string? Model { get; init; }

    /// <summary>Requests that the engine works on at a time at most (<c>max-num-seqs</c>, slots, batch size).</summary>
    public int? MaxNumSeqs { get; init; }

    /// <summary>GPUs that one copy of the model is spread over.</summary>
    public int? TensorParallelSize { get; init; }

    /// <summary>
    /// What recorded the engine's GPU work meanwhile (<c>torch</c>, <c>nsys</c>), which slows it: such a load feeds no latency;
    /// null if nothing did.
    /// </summary>
    public string? Profiler { get; init; }

    /// <summary>Prompts worked on together by an engine without continuous batching.</summary>
    public int? BatchSize { get; init; }

    /// <summary>Start of the load, UTC; the 0 of the times in <c>requests.jsonl</c>.</summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>The 0 of <c>requests.jsonl</c> on the clock of <c>samples.csv</c>, in seconds.</summary>
    public double? SamplesOffset { get; init; }

    /// <summary>Seconds from the first measured request's intended start to the last one's end.</summary>
    public double? DurationSeconds { get; init; }

    /// <summary>The limits of goodput in seconds, by metric (<c>ttft</c>, <c>tpot</c>, <c>e2e</c>); empty if there are none.</summary>
    public ImmutableSortedDictionary<string, double> Slo { get; init; } =
        ImmutableSortedDictionary<string, double>.Empty;

    /// <summary>
    /// Numbers that only the tool itself can tell, by the metric's name of <see cref="ServingMetrics"/> and in its unit: what an
    /// imported summary says where there are no requests, and how our own client did (<c>client_…</c>).
    /// </summary>
    public ImmutableSortedDictionary<string, double> Reported { get; init; } =
        ImmutableSortedDictionary<string, double>.Empty;

    /// <summary>What a reader must know of this load, a sentence each.</summary>
    public ImmutableArray<string> Remarks { get; init; } = [];
}

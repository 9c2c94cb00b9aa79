using System.Collections.Immutable;
using Refigure.Load;
using Refigure.Load.Arrivals;

namespace Refigure.Build.Options;

/// <summary>The options of a load on a running server; null where the command line says nothing.</summary>
public sealed record LoadOptions
{
    /// <summary><c>--url</c>.</summary>
    public Uri? Url { get; init; }

    /// <summary><c>--concurrency</c>.</summary>
    public int? Concurrency { get; init; }

    /// <summary><c>--rate</c>, requests per second.</summary>
    public double? Rate { get; init; }

    /// <summary><c>--arrivals</c>.</summary>
    public ArrivalKind? Arrivals { get; init; }

    /// <summary><c>--burstiness</c>.</summary>
    public double? Burstiness { get; init; }

    /// <summary><c>--requests</c>.</summary>
    public int? Requests { get; init; }

    /// <summary><c>--duration</c>.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary><c>--prompt-tokens</c>.</summary>
    public int? PromptTokens { get; init; }

    /// <summary><c>--output-tokens</c>.</summary>
    public int? OutputTokens { get; init; }

    /// <summary><c>--endpoint</c>.</summary>
    public LoadEndpoint Endpoint { get; init; }

    /// <summary><c>--warmup</c> as a count.</summary>
    public int? WarmUpRequests { get; init; }

    /// <summary><c>--warmup</c> as a time.</summary>
    public TimeSpan WarmUpTime { get; init; }

    /// <summary><c>--ramp</c>.</summary>
    public TimeSpan Ramp { get; init; }

    /// <summary><c>--dataset</c>.</summary>
    public string Dataset { get; init; } = "random";

    /// <summary><c>--shared-prefix-tokens</c>.</summary>
    public int? SharedPrefixTokens { get; init; }

    /// <summary><c>--unique-prefix-tokens</c>.</summary>
    public int? UniquePrefixTokens { get; init; }

    /// <summary><c>--ignore-eos</c>.</summary>
    public bool IgnoreEos { get; init; }

    /// <summary><c>--temperature</c>.</summary>
    public double? Temperature { get; init; }

    /// <summary><c>--slo</c> as it was written.</summary>
    public string? SloText { get; init; }

    /// <summary><c>--slo</c>, in seconds by metric.</summary>
    public ImmutableSortedDictionary<string, double> Slo { get; init; } =
        ImmutableSortedDictionary<string, double>.Empty;
}

using System.Collections.Immutable;
using Refigure.Load.Streams;

namespace Refigure.Load;

/// <summary>What load to put on which server.</summary>
public sealed record LoadPlan
{
    /// <summary>The server: <c>http://host:port</c>, with or without <c>/v1</c> or the endpoint's path.</summary>
    public required Uri Url { get; init; }

    /// <summary>The model as the server names it.</summary>
    public required string Model { get; init; }

    /// <summary>How it is asked.</summary>
    public LoadEndpoint Endpoint { get; init; }

    /// <summary>How requests follow each other.</summary>
    public required LoadShape Shape { get; init; }

    /// <summary>Measured requests; null for as many as the duration allows.</summary>
    public int? Requests { get; init; }

    /// <summary>The time from the first measured request, after which what still runs is broken off; null for no limit.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Requests before the measured ones; null for the usual: the concurrency, or a second's arrivals.</summary>
    public int? WarmUpRequests { get; init; }

    /// <summary>The least time before the measured ones.</summary>
    public TimeSpan WarmUpTime { get; init; }

    /// <summary>Seed of the arrivals.</summary>
    public uint Seed { get; init; } = 1;

    /// <summary>Whether answers go on to their most tokens whatever the model says; not sent if not wanted.</summary>
    public bool IgnoreEos { get; init; }

    /// <summary>The sampling temperature; null leaves it to the server.</summary>
    public double? Temperature { get; init; }

    /// <summary>Whether the answers' text is kept.</summary>
    public bool KeepsText { get; init; }

    /// <summary>Whether the client is held against a server of known times before, which takes a third of a second.</summary>
    public bool Calibrates { get; init; } = true;

    /// <summary>What the server knows us by; never written anywhere.</summary>
    public string? Key { get; init; }

    /// <summary>How long the server may take.</summary>
    public StreamLimits Limits { get; init; } = new();

    /// <summary>The limits of goodput in seconds, by metric.</summary>
    public ImmutableSortedDictionary<string, double> Slo { get; init; } =
        ImmutableSortedDictionary<string, double>.Empty;
}

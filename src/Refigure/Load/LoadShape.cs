using Refigure.Load.Arrivals;

namespace Refigure.Load;

/// <summary>How requests follow each other: a closed loop with a concurrency, or an open one with a rate.</summary>
public sealed record LoadShape
{
    /// <summary>Requests at a time: of a closed loop; the most that an open one allows, null for no limit.</summary>
    public int? Concurrency { get; init; }

    /// <summary>Requests per second of an open loop; null for a closed one.</summary>
    public double? Rate { get; init; }

    /// <summary>How the arrivals of an open loop are spread.</summary>
    public ArrivalKind Arrivals { get; init; } = ArrivalKind.Poisson;

    /// <summary>The shape of gamma arrivals.</summary>
    public double Burstiness { get; init; } = 1;

    /// <summary>The time over which streams start, or the rate grows, so that the burst at the beginning is not measured.</summary>
    public TimeSpan Ramp { get; init; }

    /// <summary>Whether requests start when others end.</summary>
    public bool IsClosed => Rate is null;
}

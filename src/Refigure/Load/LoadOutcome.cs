using System.Collections.Immutable;
using System.Diagnostics;
using Refigure.Load.Measuring;
using Refigure.Serving;

namespace Refigure.Load;

/// <summary>A load that was put on.</summary>
/// <param name="Requests">Its requests in the order in which they ended, those of the warm-up among them.</param>
/// <param name="Facts">What load it was, as <c>load.json</c> has it.</param>
/// <param name="Client">How the client did.</param>
/// <param name="Origin">The 0 of the requests' times in ticks of the stopwatch, for what is measured beside them.</param>
/// <param name="Invalid">Why the run is invalid, a sentence each; empty if it is valid.</param>
public sealed record LoadOutcome(
    ImmutableArray<RequestRecord> Requests,
    LoadFacts Facts,
    ClientNumbers Client,
    long Origin,
    ImmutableArray<string> Invalid
)
{
    /// <summary>Whether it was broken off by whoever started it.</summary>
    public bool IsInterrupted { get; init; }

    /// <summary>The 0 of the requests' times in seconds of the system's monotonic clock.</summary>
    public double OriginSeconds => Origin / (double)Stopwatch.Frequency;
}

using System.Collections.Immutable;

namespace Refigure.Traces.Analysis;

/// <summary>Where the GPUs' time went, over the traces of one profile: one a rank, or one of several GPUs.</summary>
public sealed record TraceAnalysis
{
    /// <summary>Ranks, by number.</summary>
    public ImmutableArray<RankTimes> Ranks { get; init; } = [];

    /// <summary>What each is called: <c>rank 0</c>, or by its GPU.</summary>
    public ImmutableArray<string> RankNames { get; init; } = [];

    /// <summary>Steps of each rank, in the order of <see cref="Ranks"/>.</summary>
    public ImmutableArray<ImmutableArray<StepTimes>> Steps { get; init; } = [];

    /// <summary>Kernels over all ranks, the one with the most time first.</summary>
    public ImmutableArray<KernelTime> TopKernels { get; init; } = [];

    /// <summary>Collectives over the ranks, by kind.</summary>
    public ImmutableArray<CollectivePairing> Collectives { get; init; } = [];

    /// <summary>The same things as other tools define them.</summary>
    public ImmutableArray<OtherDefinition> OtherDefinitions { get; init; } = [];

    /// <summary>What cannot be answered, or only in part, a sentence each.</summary>
    public ImmutableArray<string> Remarks { get; init; } = [];

    /// <summary>Analyses traces.</summary>
    public static TraceAnalysis Of(IReadOnlyList<GpuTrace> traces)
    {
        ArgumentNullException.ThrowIfNull(traces);
        var ranks = RankOrder.Of(traces);
        var sweeps = ranks.Select(r => new TimelineSweep(r.Trace, r.Timeline)).ToArray();
        ImmutableArray<RankTimes> times = [.. sweeps.Select(s => s.Run())];
        ImmutableArray<ImmutableArray<StepTimes>> steps = [.. ranks.Select(r => StepFinder.Of(r.Trace, r.Timeline))];
        var collectives = CollectivePairs.Of(ranks);
        return new TraceAnalysis
        {
            Ranks = times,
            RankNames = [.. ranks.Select(r => r.Name)],
            Steps = steps,
            TopKernels = KernelTable.OfAll(sweeps.SelectMany(s => s.Durations)),
            Collectives = collectives,
            OtherDefinitions = OtherTools.Of(traces),
            Remarks = [.. TraceRemarks.Of(traces, times, ranks.Select(r => r.Name).ToArray(), collectives)],
        };
    }
}

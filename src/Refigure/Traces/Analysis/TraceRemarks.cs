namespace Refigure.Traces.Analysis;

/// <summary>What a reader of the numbers must know: what the traces cannot answer.</summary>
internal static class TraceRemarks
{
    public static IEnumerable<string> Of(
        IReadOnlyList<GpuTrace> traces,
        IReadOnlyList<RankTimes> ranks,
        IReadOnlyList<string> names,
        IReadOnlyList<CollectivePairing> collectives
    )
    {
        foreach (var remark in traces.SelectMany(OfTrace))
        {
            yield return remark;
        }

        var world = traces.Max(t => t.WorldSize);
        var seen = traces
            .Where(t => t.Rank is not null && !t.Coverage.HasNoKernels)
            .Select(t => t.Rank!.Value)
            .Distinct();
        var missing = Enumerable.Range(0, Math.Min(world ?? 0, 1024)).Except(seen).ToArray();
        if (missing.Length > 0)
        {
            yield return $"The traces are of {world - missing.Length} of {world} ranks; missing: {string.Join(", ", missing)}.";
        }

        foreach (
            var twice in traces
                .Where(t => t.Rank is not null && !t.Coverage.HasNoKernels)
                .GroupBy(t => t.Rank)
                .Where(g => g.Count() > 1)
        )
        {
            yield return $"Rank {twice.Key} has {twice.Count()} traces ({string.Join(", ", twice.Select(t => t.Source))}); they are counted as ranks of their own, so name a folder with one profile.";
        }

        var alone = names.Where((_, i) => ranks[i].KernelStreams == 1 && ranks[i].Communication > 0).ToArray();
        if (alone.Length > 0)
        {
            yield return $"All kernels of {string.Join(" and ", alone)} are on one stream: overlap of communication and compute is 0 by construction, and says nothing about the hardware.";
        }

        foreach (var problem in collectives.Select(c => c.Problem).OfType<string>())
        {
            yield return problem;
        }
    }

    private static IEnumerable<string> OfTrace(GpuTrace trace)
    {
        var coverage = trace.Coverage;
        if (coverage.IsTruncated)
        {
            yield return $"{trace.Source} breaks off after {coverage.Events} events: the numbers are of what is before.";
        }

        if (coverage.Damaged > 0)
        {
            yield return $"{trace.Source}: {coverage.Damaged} damaged stretches of its text were passed over.";
        }

        if (coverage.Skipped > 0)
        {
            yield return $"{trace.Source}: {coverage.Skipped} events of the GPU have no usable time ({coverage.NegativeDurations} a negative duration) and are left out.";
        }

        if (coverage.HasNoKernels && trace.Format == TraceFormat.NsysDatabase)
        {
            yield return $"{trace.Source} has no kernels{(coverage.HidesGraphKernels ? " but those hidden in CUDA graphs" : "")}: profile with nsys --trace=cuda, let the workers be traced (--trace-fork-before-exec=true), and capture while the engine works.";
        }
        else if (coverage.HasNoKernels)
        {
            yield return $"{trace.Source} has no kernels: it is of a process that uses no GPU, such as the driver's; profile the workers.";
        }

        if (coverage.HidesGraphKernels)
        {
            yield return $"{trace.Source}: of {coverage.EmptyGraphLaunches} of {coverage.GraphLaunches} launches of CUDA graphs there are no kernels; profile with the graphs' nodes (nsys: --cuda-graph-trace=node) or with --enforce-eager.";
        }

        if (coverage.Unmatched > 0)
        {
            yield return $"{trace.Source}: what launched the kernels of {coverage.Unmatched} of {coverage.Correlations} launches is not in the trace.";
        }
    }
}

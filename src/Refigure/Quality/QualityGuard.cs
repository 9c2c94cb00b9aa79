using System.Collections.Immutable;
using Refigure.Results;

namespace Refigure.Quality;

/// <summary>
/// Says what a reader of the numbers must know. It drops nothing and changes nothing: every finding names its runs, and
/// people decide.
/// </summary>
public static class QualityGuard
{
    /// <summary>The phases whose scatter is looked at when runs are taken over.</summary>
    private static readonly string[] Phases =
    [
        "framework_bootstrap",
        "tokenizer_init",
        "model_init",
        "load_weights",
        "dynamo_transform_time",
        "graph_compile_cached",
        "kv_cache_profiling",
        "graph_capturing",
        "actual_total_time",
    ];

    /// <summary>Looks at runs as they were taken over, whatever they will be used for.</summary>
    public static ImmutableArray<Finding> Inspect(ImmutableArray<MeasuredRun> runs) =>
        [
            .. Common(runs),
            .. StampResolution.Inspect(runs),
            .. PhaseValues.Inspect(runs, _ => true),
            .. Compared(runs),
            .. Repetitions.Inspect(runs, Phases),
        ];

    /// <summary>Looks at the runs behind one figure, for the metrics and the comparison that it shows.</summary>
    /// <param name="runs">The runs behind the figure's marks.</param>
    /// <param name="metrics">The metrics that it shows.</param>
    /// <param name="comparison">The two sides whose ratio it shows; null if it shows none.</param>
    public static ImmutableArray<Finding> InspectFigure(
        ImmutableArray<MeasuredRun> runs,
        IReadOnlyCollection<string> metrics,
        Comparison? comparison
    ) =>
        [
            .. Common(runs),
            .. MixedMachines.Inspect(runs),
            .. PhaseValues.Inspect(runs, metrics.Contains),
            .. comparison is null ? [] : Comparability.Inspect(comparison),
            .. comparison is null ? [] : MixedMachines.Inspect(comparison),
            .. Repetitions.Inspect(runs, metrics),
        ];

    private static IEnumerable<Finding> Common(ImmutableArray<MeasuredRun> runs) =>
        [
            .. DummyWeightRuns.Inspect(runs),
            .. CopiedLogs.Inspect(runs),
            .. BannerVersions.Inspect(runs),
            .. CacheClaims.Inspect(runs),
            .. AttentionBackends.Inspect(runs),
        ];

    private static IEnumerable<Finding> Compared(ImmutableArray<MeasuredRun> runs) =>
        RunGroups
            .Experiments(runs)
            .SelectMany(e =>
                Comparison
                    .Of(e)
                    .SelectMany(Comparability.Inspect)
                    .Select(f => f with { Message = $"{e.Key}: {f.Message}" })
            );
}
